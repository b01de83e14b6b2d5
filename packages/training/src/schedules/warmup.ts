import type { Schedule } from "@dalmeum/contracts";

export interface WarmupOptions {
  /** Highest learning rate, reached when the warm-up ends. */
  readonly peak: number;
  /** Share of all steps that warm up, 0 .. 1. */
  readonly warmupRatio?: number;
}

/**
 * Rises linearly from 0 to `peak` over the first `warmupRatio` of the steps, then falls linearly to 0.
 * @throws Error where an option is out of range.
 * @see transformers 5.23 get_linear_schedule_with_warmup.
 */
export function linearWarmup(options: WarmupOptions): Schedule {
  return warmup("linearWarmup", options, (progress) => 1 - progress);
}

/**
 * Rises linearly from 0 to `peak` over the first `warmupRatio` of the steps, then falls to 0 as (1 + cos(pi t)) / 2.
 * @throws Error where an option is out of range.
 * @see transformers 5.23 get_cosine_schedule_with_warmup; Loshchilov and Hutter 2017, arXiv:1608.03983.
 */
export function cosineWarmup(options: WarmupOptions): Schedule {
  return warmup("cosineWarmup", options, (progress) => (1 + Math.cos(Math.PI * progress)) / 2);
}

/**
 * Rises linearly from 0 to `peak` over the first `warmupRatio` of the steps, then stays.
 * @throws Error where an option is out of range.
 * @see transformers 5.23 get_constant_schedule_with_warmup.
 */
export function constantWarmup(options: WarmupOptions): Schedule {
  return warmup("constantWarmup", options, () => 1);
}

/** @param shareOf share of the peak after the warm-up, at progress 0 .. 1. */
function warmup(
  name: string,
  { peak, warmupRatio = 0.1 }: WarmupOptions,
  shareOf: (progress: number) => number,
): Schedule {
  if (!(peak > 0)) throw new Error(`${name}: found peak ${peak}, expected a number above 0`);
  if (!(warmupRatio >= 0 && warmupRatio <= 1)) {
    throw new Error(`${name}: found warmupRatio ${warmupRatio}, expected 0 .. 1`);
  }
  return {
    name,
    options: { peak, warmupRatio },
    learningRate: (step, totalSteps) => {
      const warmupSteps = Math.round(totalSteps * warmupRatio);
      if (step < warmupSteps) return (peak * step) / warmupSteps;
      return peak * shareOf((step - warmupSteps) / Math.max(1, totalSteps - warmupSteps));
    },
  };
}
