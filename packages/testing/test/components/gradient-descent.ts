import type { Optimizer } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

/** An optimizer that keeps the contract. */
export function gradientDescent(): Optimizer {
  return {
    name: "gradientDescent",
    options: {},
    slots: [],
    groupOf: () => "all",
    update: (parameters, gradients, slots, { learningRate, gradientScale }) => ({
      slots,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([name, parameter]) => {
          const gradient = gradients[name];
          if (gradient === undefined) throw new Error(`no gradient for ${name}`);
          return [name, tf.sub(parameter, tf.mul(tf.mul(learningRate, gradientScale), gradient))];
        }),
      ),
    }),
  };
}
