export { count, counted } from "./counted.ts";
export type { Augmentation, PreparedPair, PreparedPairs } from "./augmentation.ts";
export type { DataSource, Dataset } from "./dataset.ts";
export type { Described, Json } from "./described.ts";
export {
  type CompiledStep,
  type CompiledSteps,
  type Engine,
  type EngineDescription,
  type KernelTime,
  PRECISIONS,
  type Profiled,
  type RunnableStep,
  type RunProfile,
  type StepsFile,
} from "./engine.ts";
export type { EngineState, StateStep } from "./engine-state.ts";
export type { Blend, Ensembler, PostProcessing } from "./ensembler.ts";
export { MAX_REPORTED_PROBLEMS, problemsError, refuseProblems, UserError } from "./errors.ts";
export type {
  ExportedModel,
  ExportOptions,
  PairReading,
  PythonUsage,
  ServingFile,
  TextCleaning,
} from "./exported-model.ts";
export { foundText } from "./found-text.ts";
export { endingAtSignals, Interruption } from "./interruption.ts";
export type { Learner, ScorePair } from "./learner.ts";
export type { Loss, Objective, ObjectiveInputs, SentenceVectors, VectorLoss } from "./loss.ts";
export type {
  Batch,
  DropoutNoise,
  FetchOptions,
  HeadTarget,
  HiddenBatch,
  LowerLayers,
  Mode,
  Model,
  ModelDefinition,
  ModelFile,
  Packing,
  TokenSequence,
  TrimmedVocabulary,
} from "./model.ts";
export type { Optimizer, OptimizerSlots, Schedule, StepPosition } from "./optimizer.ts";
export type { Progress, Reporter } from "./reporter.ts";
export { createRng, type Rng } from "./rng.ts";
export type {
  DataType,
  DeclareInput,
  HostArrays,
  Signature,
  StateArray,
  StateInput,
  StateStepDefinition,
  Step,
  StepDefinition,
  StepsByLength,
  TensorSpec,
} from "./step.ts";
export { type Prediction, SCORE_RANGE, type ScoredPair, type SentencePair } from "./sentence-pair.ts";
export type { Fold, SplitPairs, Splits } from "./splits.ts";
export type { BackwardPass, ForwardPass, PassResult, ScorePass, Technique, TrainingContext } from "./technique.ts";
export type {
  HookContext,
  HookState,
  ParameterMean,
  ReadParameters,
  RunningHook,
  TrainingHook,
} from "./training-hook.ts";
export { beginProgress, showProgress, tell } from "./tell.ts";
export type { NamedValues, Tensors, TensorValues } from "./tensors.ts";
