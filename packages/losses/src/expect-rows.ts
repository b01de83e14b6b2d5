import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Check that predictions, targets and weights are [B] of one length: tfjs would broadcast [B] against [1] silently.
 * @throws Error that prints the shapes that came.
 */
export function expectRows(loss: string, predictions: Tensor, targets: Tensor, weights: Tensor): void {
  const shapes = Object.entries({ predictions, targets, weights }).map(([name, { shape }]) => ({ name, shape }));
  if (shapes.every(({ shape }) => shape.length === 1 && shape[0] === predictions.shape[0])) return;
  const found = shapes.map(({ name, shape }) => `${name} [${shape.join(", ")}]`).join(", ");
  throw new Error(`${loss}: found ${found}; expected the same [B] for all three`);
}
