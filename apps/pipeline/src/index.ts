export { type BaselineExperiment, defineBaseline } from "./experiments/define-baseline.ts";
export { defineEnsemble, type EnsembleExperiment } from "./experiments/define-ensemble.ts";
export { defineExperiment, type LeakagePolicy, type TrainingExperiment } from "./experiments/define-experiment.ts";
export { definePredictions, type PredictionsExperiment } from "./experiments/define-predictions.ts";
export type { Experiment } from "./experiments/experiment.ts";
export type { Hypothesis } from "./experiments/hypothesis.ts";
export { type ParameterisedExperiment, withParameters } from "./experiments/with-parameters.ts";
export { ENGINE_NAMES, type EngineChoice, loadEngine, PRECISIONS } from "./runtimes/load-engine.ts";
