import type { VectorLoss } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { expectVectors } from "./expect-vectors.ts";

/** A loss on sentence vectors whose inputs are checked and whose intermediate tensors are freed. */
export function defineVectorLoss({ compute, ...described }: Omit<VectorLoss, "reads">): VectorLoss {
  return {
    ...described,
    reads: "vectors",
    compute: (vectors, targets, weights) => {
      expectVectors(described.name, vectors, targets, weights);
      return tf.tidy(() => compute(vectors, targets, weights));
    },
  };
}
