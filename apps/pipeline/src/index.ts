export { defineExperiment, type Experiment } from "./experiments/define-experiment.ts";
export { ENGINE_NAMES, type EngineChoice, loadEngine, PRECISIONS } from "./runtimes/load-engine.ts";
