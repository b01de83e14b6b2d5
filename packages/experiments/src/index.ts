export { type BaselineExperiment, defineBaseline } from "./definitions/define-baseline.ts";
export { defineEnsemble, type EnsembleExperiment } from "./definitions/define-ensemble.ts";
export {
  defineExperiment,
  type LeakagePolicy,
  SUBMITTED_HEAD,
  type TrainingExperiment,
} from "./definitions/define-experiment.ts";
export { definePredictions, type PredictionsExperiment } from "./definitions/define-predictions.ts";
export { type Experiment, KIND_NAMES } from "./definitions/experiment.ts";
export type { Hypothesis } from "./definitions/hypothesis.ts";
export { type Metric, METRIC_NAMES, METRICS } from "./definitions/metrics.ts";
export { isSeed } from "./definitions/seeds.ts";
export { trainedBy } from "./definitions/trained-by.ts";
export { type Setting, type Settings, settingSchema, withParameters } from "./definitions/with-parameters.ts";
export { checkDependencies } from "./loading/check-dependencies.ts";
export { dataFiles, dataSource, predictionFiles } from "./loading/data-files.ts";
export { experimentNamed, experimentNames } from "./loading/experiment-names.ts";
export { parseReference, parseSettingValue, referenceSlug, referenceText } from "./loading/experiment-reference.ts";
export {
  buildExperiment,
  expectExperiment,
  expectTraining,
  type LoadedExperiment,
  loadExperiment,
  loadMembers,
} from "./loading/load-experiment.ts";
export { stagesBefore } from "./loading/stages-before.ts";
export { copyProblems } from "./workspace/copy-problems.ts";
export { packageFolderOf, parseManifest, readManifest } from "./workspace/package-manifest.ts";
export { suggest } from "./workspace/suggest.ts";
export { findWorkspaceRoot } from "./workspace/workspace-root.ts";
export { type WorkspacePackage, workspacePackages } from "./workspace/workspace-packages.ts";
