export { defineExperiment, type Experiment } from "./experiments/define-experiment.ts";
