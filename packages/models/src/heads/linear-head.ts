import * as tf from "@tensorflow/tfjs-core";
import type { HeadTarget, NamedValues, Rng, Tensors } from "@dalmeum/contracts";
import { dense } from "../layers/dense.ts";
import { parameter } from "../layers/parameter.ts";
import type { Head, HeadSize } from "./head.ts";

export interface LinearHeadOptions<Vectors, Target extends HeadTarget> {
  readonly name: string;
  readonly target: Target;
  readonly initialBias: number;
  /** Vectors of width H in the features. */
  readonly vectors: number;
  /** What is weighed, [B, vectors * H]. */
  readonly features: (vectors: Vectors) => tf.Tensor2D;
}

/** y = w . x + b; w starts normal with deviation `initializerRange`, b at `initialBias`. */
export function linearHead<Vectors, Target extends HeadTarget>({
  name,
  target,
  initialBias,
  vectors: count,
  features,
}: LinearHeadOptions<Vectors, Target>): Head<Vectors, Target> {
  return {
    name,
    options: {},
    target,
    init: (rng: Rng, { hiddenSize, initializerRange }: HeadSize): NamedValues => ({
      weight: {
        shape: [1, count * hiddenSize],
        values: Float32Array.from({ length: count * hiddenSize }, () => rng.normal() * initializerRange),
      },
      bias: { shape: [1], values: Float32Array.of(initialBias) },
    }),
    apply: (parameters: Tensors, vectors) => {
      const x = features(vectors);
      const output = dense(x, parameter(parameters, "weight"), parameter(parameters, "bias"));
      return tf.reshape(output, [x.shape[0]]);
    },
  };
}
