export { defineExperiment, type Experiment, type LeakagePolicy } from "./experiments/define-experiment.ts";
export type { Hypothesis } from "./experiments/hypothesis.ts";
export { type ParameterisedExperiment, withParameters } from "./experiments/with-parameters.ts";
export { ENGINE_NAMES, type EngineChoice, loadEngine, PRECISIONS } from "./runtimes/load-engine.ts";
