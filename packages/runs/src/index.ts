export { findRun, findTrainedRun, type FoundRun } from "./folders/find-run.ts";
export { type CurrentRun, finishedRuns } from "./folders/finished-runs.ts";
export { loadData } from "./folders/load-data.ts";
export { checkRunFiles, runFolder, runFolders, runState } from "./folders/run-folder.ts";
export { commitNote, fileAt, filesAt, gitCommit, hasCommit, isAncestor } from "./git/git-commit.ts";
export { codeHashes } from "./identity/code-hashes.ts";
export { ensembleMembers, predictionHashes } from "./identity/ensemble-members.ts";
export { runCode, runInputs, toldInputs } from "./identity/run-inputs.ts";
export { type EnsembleMember, memberPredictions } from "./makers/ensemble/member-predictions.ts";
export { augmentedPairs, loadPrepared, type Prepared, trainingPairs } from "./makers/pairs/training-pairs.ts";
export { loadModel } from "./makers/training/load-parts.ts";
export { type DevScore, readDevScores } from "./makers/training/metrics-log.ts";
export { runParameters } from "./makers/training/run-parameters.ts";
export { submittedPredictions } from "./makers/training/submitted-predictions.ts";
export { meanById } from "./predictions/mean-by-id.ts";
export { joinGold, pairMetrics, type ScoredPredictions } from "./predictions/pair-metrics.ts";
export { profileTraining } from "./profiles/profile-training.ts";
export { RUN_FILES } from "./record/run-files.ts";
export { runIdentity } from "./record/run-identity.ts";
export { keyText, type RunKey, runKeys, type RunSelection } from "./record/run-key.ts";
export {
  type BlendResult,
  type Commit,
  commitSchema,
  type FinishedRun,
  hash,
  hashes,
  isReached,
  keyOf,
  type PackageCode,
  type RecordedInputs,
  type RunCode,
  type RunInputs,
  type RunMetrics,
  runMetricsSchema,
} from "./record/run-record.ts";
export { fetchModel, fetchModels } from "./train/fetch-model.ts";
export { planRuns } from "./train/plan-runs.ts";
export { type TrainedRun, trainRun } from "./train/train-run.ts";
