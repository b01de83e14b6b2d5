import type { Technique } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

/** A technique that keeps the contract: gradients are those a little uphill, of vectors dropped once more. */
export function uphill(): Technique {
  return {
    name: "uphill",
    options: {},
    score:
      (next, { noise }) =>
      (parameters, vectors) =>
        next(parameters, tf.mul<tf.Tensor2D>(vectors, noise(vectors.shape, 0.5))),
    backward: (next) => (parameters, lossOf) => {
      const { value, gradients } = next(parameters, lossOf);
      const moved = Object.entries(parameters).map(([name, parameter]) => {
        const gradient = gradients[name];
        if (gradient === undefined) throw new Error(`no gradient for ${name}`);
        return [name, tf.add(parameter, tf.mul(tf.tanh(gradient), 0.1))] as const;
      });
      return { value, gradients: next(Object.fromEntries(moved), lossOf).gradients };
    },
  };
}
