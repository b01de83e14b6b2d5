import type { Tensor } from "@tensorflow/tfjs-core";

/**
 * Check a tensor's shape.
 * @param label what the tensor is, e.g. `layerNorm: gamma`.
 * @param expected one entry an axis: its length, or a letter where any length will do.
 * @throws Error that prints the shape that came and the one expected.
 */
export function expectShape(label: string, tensor: Tensor, expected: readonly (number | string)[]): void {
  const fits =
    tensor.shape.length === expected.length &&
    expected.every((length, axis) => typeof length === "string" || length === tensor.shape[axis]);
  if (!fits) throw new Error(`${label} has shape [${tensor.shape.join(", ")}], expected [${expected.join(", ")}]`);
}

/** The shape of a tensor that must have two axes. */
export function shape2d(label: string, tensor: Tensor, axes: readonly [string, string]): readonly [number, number] {
  expectShape(label, tensor, axes);
  const [rows = 0, columns = 0] = tensor.shape;
  return [rows, columns];
}
