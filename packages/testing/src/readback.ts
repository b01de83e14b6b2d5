import * as tf from "@tensorflow/tfjs-core";
import { expect, vi } from "vitest";

/** Runs `compute` and fails if it reads a tensor back to JavaScript: a compiled step has no values to read. */
export function expectNoReadback(compute: () => void): void {
  const spies = [vi.spyOn(tf.Tensor.prototype, "dataSync"), vi.spyOn(tf.Tensor.prototype, "data")];
  try {
    compute();
    for (const spy of spies)
      expect(spy, "a compiled step has no values to read: no dataSync, data, array or print").not.toHaveBeenCalled();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
