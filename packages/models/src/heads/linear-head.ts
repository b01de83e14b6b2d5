import * as tf from "@tensorflow/tfjs-core";
import type { HeadTarget, NamedValues, Rng, Tensors } from "@dalmeum/contracts";
import { dense } from "../layers/dense.ts";
import { parameter } from "../layers/parameter.ts";
import type { Head, HeadSize, PairVectors } from "./head.ts";

/** y = w . x + b on a pair's vector; w starts normal with deviation `initializerRange`, b at `initialBias`. */
export function linearHead<Target extends HeadTarget>(
  name: string,
  target: Target,
  initialBias: number,
): Head<PairVectors, Target> {
  return {
    name,
    options: {},
    target,
    init: (rng: Rng, { hiddenSize, initializerRange }: HeadSize): NamedValues => ({
      weight: {
        shape: [1, hiddenSize],
        values: Float32Array.from({ length: hiddenSize }, () => rng.normal() * initializerRange),
      },
      bias: { shape: [1], values: Float32Array.of(initialBias) },
    }),
    apply: (parameters: Tensors, { pair }: PairVectors) => {
      const output = dense(pair, parameter(parameters, "weight"), parameter(parameters, "bias"));
      return tf.reshape(output, [pair.shape[0]]);
    },
  };
}
