import * as tf from "@tensorflow/tfjs-core";

const INPUTS: Readonly<Record<string, readonly string[]>> = {
  [tf.Equal]: ["a", "b"],
  [tf.Greater]: ["a", "b"],
  [tf.Less]: ["a", "b"],
  [tf.LessEqual]: ["a", "b"],
  [tf.LogicalAnd]: ["a", "b"],
  [tf.LogicalNot]: ["x"],
  [tf.LogicalOr]: ["a", "b"],
};

/**
 * Gives comparisons the gradient 0 that they have wherever they have one, so that tfjs differentiates a choice by one:
 * `tf.where(tf.greater(error, 1), ...)`. tfjs 4.22 has such a rule for GreaterEqual alone.
 */
export function registerComparisonGradients(): void {
  for (const [kernelName, names] of Object.entries(INPUTS)) {
    const rule: unknown = tf.getGradient(kernelName);
    // Said already; or tfjs has come by a rule of its own.
    if (rule !== undefined) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: [...names],
      gradFunc: (_dy, inputs) =>
        Object.fromEntries(inputs.map(({ shape }, index) => [names[index] ?? "", () => tf.zeros(shape)])),
    });
  }
}
