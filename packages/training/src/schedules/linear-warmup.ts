import type { Schedule } from "@dalmeum/contracts";

export interface LinearWarmupOptions {
  /** Highest learning rate, reached when the warm-up ends. */
  readonly peak: number;
  /** Share of all steps that warm up, 0 .. 1. */
  readonly warmupRatio?: number;
}

/**
 * Rises linearly from 0 to `peak` over the first `warmupRatio` of the steps, then falls linearly to 0.
 * @see transformers 5.23 get_linear_schedule_with_warmup.
 */
export function linearWarmup({ peak, warmupRatio = 0.1 }: LinearWarmupOptions): Schedule {
  if (!(peak > 0)) throw new Error(`linearWarmup: found peak ${peak}, expected a number above 0`);
  if (!(warmupRatio >= 0 && warmupRatio <= 1)) {
    throw new Error(`linearWarmup: found warmupRatio ${warmupRatio}, expected 0 .. 1`);
  }
  return {
    name: "linearWarmup",
    options: { peak, warmupRatio },
    learningRate: (step, totalSteps) => {
      const warmupSteps = Math.round(totalSteps * warmupRatio);
      return step < warmupSteps
        ? (peak * step) / warmupSteps
        : (peak * (totalSteps - step)) / Math.max(1, totalSteps - warmupSteps);
    },
  };
}
