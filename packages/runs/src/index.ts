export { differences } from "./checks/differences.ts";
export { estimateProblems, metricProblems } from "./checks/metric-problems.ts";
export { editedRecord, type RunOrigin, runProblems } from "./checks/run-problems.ts";
export { type CurrentRun, lastRun, type PastRun } from "./folders/last-run.ts";
export { findRun, findTrainedRun, type FoundRun, type RunPlace } from "./store/find-run.ts";
export { loadData } from "./folders/load-data.ts";
export { checkRunFiles, RECORD, runFolder, runFolders, runState } from "./folders/run-folder.ts";
export { type RunInProgress, runInProgress } from "./folders/run-in-progress.ts";
export { commitNote, fileAt, filesAt, gitCommit, hasCommit, isAncestor } from "./git/git-commit.ts";
export { SENT_COMMIT, sentCommitFile } from "./git/sent-commit.ts";
export { finishedRuns } from "./identity/finished-runs.ts";
export { predictionHashes } from "./identity/ensemble-members.ts";
export { pairHashes } from "./identity/pair-hashes.ts";
export { createRunCodeReader, reachedCode, type ReachedCode, type ReadRunCode } from "./code/run-code.ts";
export { followedInputs, NO_ENGINE, runInputs, toldInputs } from "./identity/run-inputs.ts";
export { type ModulePart, type UsedModule, usedModules } from "./makers/ensemble/member-modules.ts";
export { type EnsembleMember, memberPredictions } from "./makers/ensemble/member-predictions.ts";
export { type DevScore, readDevScores, readTrainingSteps, type TrainingStep } from "./makers/training/metrics-log.ts";
export { meanById } from "./predictions/mean-by-id.ts";
export { idProblems, joinGold, pairMetrics, type ScoredPredictions } from "./predictions/pair-metrics.ts";
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
export { keptPairs } from "./makers/pairs/training-pairs.ts";
export { fetchModel, fetchModels } from "./train/fetch-model.ts";
export { type ListedRun, listRuns } from "./store/list-runs.ts";
export { chosenNames, type LocalRun, localRuns } from "./store/local-runs.ts";
export { type PruneOptions, pruneRuns, type StaleRun } from "./store/prune-runs.ts";
export { openRunStore, type RunStore, storeAddress, teamKeyId } from "./store/run-store.ts";
export { pullRuns, pushRuns, type Transfer, type Transferred } from "./store/transfer-runs.ts";
export { type ShareOptions, type RunShare, shareRuns } from "./store/share-runs.ts";
export { type SentRun, startProblem } from "./store/stored-start.ts";
export { storedOtherwise } from "./store/stored-otherwise.ts";
export { fetchRuns } from "./store/todays-runs.ts";
export { planRuns, type RunPlan } from "./train/plan-runs.ts";
export { placeOf, readyRun, type RunRequest, type TrainedRun } from "./train/ready-run.ts";
export { RunFailure, trainRun } from "./train/train-run.ts";
export { storedCheckpoint } from "./store/stored-checkpoint.ts";
export { deliverRun } from "./store/deliver-run.ts";
export { createJudge, type Judge } from "./store/judge-runs.ts";
