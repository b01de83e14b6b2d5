import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs-core";
import type { Described, HeadTarget, NamedValues, Rng, Tensors } from "@dalmeum/contracts";

/** What a cross-encoder's head sees: one vector a pair, [B, H]. */
export interface PairVectors {
  readonly pair: Tensor2D;
}

// What a bi-encoder's head sees.
export type { SentenceVectors } from "@dalmeum/contracts";

/** What a head needs to know to start. */
export interface HeadSize {
  readonly hiddenSize: number;
  readonly initializerRange: number;
}

/** The last part of a model: vectors in, one number a pair out. */
export interface Head<Vectors, Target extends HeadTarget = HeadTarget> extends Described {
  readonly target: Target;
  /** Initial parameters, named `weight` and `bias`; none where it learns nothing. */
  readonly init: (rng: Rng, size: HeadSize) => NamedValues;
  /** @returns [B]. */
  readonly apply: (parameters: Tensors, vectors: Vectors) => Tensor1D;
}

/** Heads by name. `similarity` gives the submission, so it learns the score. */
export interface Heads<Vectors> {
  readonly similarity: Head<Vectors, "score">;
  readonly [name: string]: Head<Vectors>;
}
