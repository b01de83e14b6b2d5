export { type EncodedPair, encodePairs } from "./batches/encoded-pair.ts";
export { likeLengthBatches } from "./batches/like-length-batches.ts";
export { paddedLength } from "./batches/padded-length.ts";
export { checkHeads } from "./check-heads.ts";
export { fit, type FitOptions, type TrainingProgress } from "./fit.ts";
export { adamw, type AdamwOptions } from "./optimizers/adamw.ts";
export { clipByGlobalNorm } from "./optimizers/clip-by-global-norm.ts";
export { layerwiseDecay, type LayerwiseDecayOptions } from "./optimizers/layerwise-decay.ts";
export { predict, type PredictOptions } from "./predict.ts";
export { constantWarmup, cosineWarmup, linearWarmup, type WarmupOptions } from "./schedules/warmup.ts";
export {
  createTrainer,
  type Trainer,
  type TrainerOptions,
  type TrainingProfile,
  type UpdateResult,
} from "./trainer.ts";
