import * as tf from "@tensorflow/tfjs-core";

/** The active backend's kernel of that name, where it registered one. */
export function fusedKernel(name: string): tf.KernelConfig | undefined {
  return tf.getKernel(name, tf.getBackend());
}
