import * as tf from "@tensorflow/tfjs-core";
import { gradientsOf } from "./gradients-of.ts";

export interface CheckGradientsOptions {
  /** Half the distance between the two points of a difference. */
  readonly step?: number;
  /** Allowed error, relative to the largest gradient of the same input. */
  readonly tolerance?: number;
  /** What the inputs are, for the message. */
  readonly told?: string;
}

/**
 * Compares the gradients of tfjs with central finite differences, (f(x + h) - f(x - h)) / 2h, for every entry.
 * Keep the points further than `step` from kinks, and their values near 1.
 * @param compute inputs in, a scalar out.
 * @throws Error naming the input, the entry and both gradients.
 */
export function checkGradients(
  compute: (...inputs: tf.Tensor[]) => tf.Scalar,
  points: readonly tf.Tensor[],
  { step = 1e-2, tolerance = 1e-2, told }: CheckGradientsOptions = {},
): void {
  const valueAt = (changed: number, values: Float32Array): number =>
    tf.tidy(() => {
      const inputs = points.map((point, index) => (index === changed ? tf.tensor(values, point.shape) : point));
      return firstValue(compute(...inputs));
    });
  // Both values of a difference carry a few float32 roundings (6e-8) of the value itself.
  const noise = (4e-7 * Math.max(1, Math.abs(tf.tidy(() => firstValue(compute(...points)))))) / step;

  const gradients = gradientsOf(() => compute(...points), points);
  points.forEach((point, index) => {
    const gradient = gradients[index];
    if (gradient === undefined) throw new Error(`input ${index}: no gradient; the result does not depend on it`);
    const analytic = gradient.dataSync();
    const numeric = Array.from(analytic, (_, entry) => {
      const shifted = (by: number): Float32Array =>
        Float32Array.from(point.dataSync(), (value, at) => (at === entry ? value + by : value));
      return (valueAt(index, shifted(step)) - valueAt(index, shifted(-step))) / (2 * step);
    });
    const largest = Math.max(...numeric.map(Math.abs), ...Array.from(analytic, Math.abs));
    analytic.forEach((value, entry) => {
      const expected = numeric[entry] ?? NaN;
      if (Math.abs(value - expected) <= tolerance * largest + noise) return;
      const found = `input ${index}, entry ${entry}: gradient ${value}, finite difference ${expected}`;
      throw new Error(told === undefined ? found : `${found}, ${told}`);
    });
  });
  tf.dispose([...gradients]);
}

function firstValue(tensor: tf.Tensor): number {
  if (tensor.size !== 1) throw new Error(`expected a scalar, got shape [${tensor.shape.join(", ")}]`);
  return tensor.dataSync()[0] ?? NaN;
}
