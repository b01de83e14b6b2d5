export { type EncodedPair, encodePairs } from "./batches/encoded-pair.ts";
export { lengthsFor } from "./batches/length-ladder.ts";
export { likeLengthBatches } from "./batches/like-length-batches.ts";
export { packBatch, packedTokens, packingSignature, type PackedShape } from "./batches/pack-batch.ts";
export { batchSignature, type BatchShape, padBatch } from "./batches/pad-batch.ts";
export { lengthsToPredict, paddedLength } from "./batches/padded-length.ts";
export { checkFrozenLayers } from "./check-frozen-layers.ts";
export { checkHeads } from "./check-heads.ts";
export { fit, type FitOptions, type TrainingProgress, type TrainingSnapshot } from "./fit.ts";
export { modelOfTraining } from "./inputs/hard-negatives.ts";
export { earlyStopping, type EarlyStoppingOptions } from "./hooks/early-stopping.ts";
export { ema, type EmaOptions } from "./hooks/ema.ts";
export { trackDev, type TrackDevOptions } from "./hooks/track-dev.ts";
export { swa, type SwaOptions } from "./hooks/swa.ts";
export { adamw, type AdamwOptions } from "./optimizers/adamw.ts";
export { clipByGlobalNorm } from "./optimizers/clip-by-global-norm.ts";
export { layerwiseDecay, type LayerwiseDecayOptions } from "./optimizers/layerwise-decay.ts";
export { createPredictor, predict, type PredictOptions, type PredictorOptions } from "./prediction/predict.ts";
export type { Predictor } from "./prediction/predictor.ts";
export type { Outputs } from "./prediction/run-batches.ts";
export {
  type PairReader,
  pairScorer,
  type PairScorer,
  type ScoreOptions,
  type ScoringOptions,
} from "./prediction/score-pairs.ts";
export { constantWarmup, cosineWarmup, linearWarmup, type WarmupOptions } from "./schedules/warmup.ts";
export { servingSteps, type ServingSteps, type ServingStepsOptions } from "./steps/serving-steps.ts";
export { awp, type AwpOptions } from "./techniques/awp.ts";
export { fgm, type FgmOptions } from "./techniques/fgm.ts";
export { multiSampleDropout, type MultiSampleDropoutOptions } from "./techniques/multi-sample-dropout.ts";
export { rDrop, type RDropOptions } from "./techniques/r-drop.ts";
export { packingAt } from "./gradients/step-tensors.ts";
export { createTrainer, type Trainer } from "./trainer.ts";
export type { TrainerOptions } from "./trainer-options.ts";
export type { MemoryPlan, TrainingProfile, UpdateResult } from "./updates/updates.ts";
