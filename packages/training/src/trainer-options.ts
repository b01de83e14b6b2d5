import type { Engine, Model, Objective, Optimizer, Rng, Technique } from "@dalmeum/contracts";
import type { PadTo } from "./batches/padded-length.ts";
import type { EncoderInput } from "./inputs/encoder-input.ts";
import type { NoisePool } from "./state/noise-pool.ts";

export interface TrainerOptions {
  readonly model: Model;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  /** Pairs a step computes; smaller batches are padded with rows of weight 0. */
  readonly batchSize: number;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  /** The length that a batch is padded to; by default one of as many as the engine compiles gladly. */
  readonly padTo?: PadTo;
  /** Largest norm of all gradients together. */
  readonly clipNorm: number;
  /** How gradients are made, each wrapping the ones before it; none where absent. */
  readonly techniques?: readonly Technique[];
  /** The embeddings and this many of the lowest layers stay as they are; nothing does where absent. */
  readonly frozenLayers?: number | undefined;
  readonly engine: Engine;
  /** Heads' starting values and dropout follow from it alone. */
  readonly rng: Rng;
}

/** What updates are made of, wherever their state lies. */
export interface UpdatesOptions
  extends Pick<TrainerOptions, "model" | "objective" | "techniques" | "batchSize" | "clipNorm" | "engine"> {
  readonly optimizer: Optimizer;
  /** Names of the parameters that are trained, the objective's among them. */
  readonly parameterNames: readonly string[];
  /** What of a batch the gradients follow from. */
  readonly input: EncoderInput;
  readonly noise: NoisePool;
}
