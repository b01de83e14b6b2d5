import { registerComparisonGradients } from "@dalmeum/contracts/comparison-gradients";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
// It registers tfjs's gradient rules, which the core package leaves out; the rules' own file has no Node build.
import "@tensorflow/tfjs-layers";

/** Makes tfjs compute in plain JavaScript, and differentiate what a training differentiates. Await it before the first tensor, e.g. `beforeAll(cpuBackend)`. */
export async function cpuBackend(): Promise<void> {
  registerComparisonGradients();
  if (!(await tf.setBackend("cpu"))) throw new Error("tfjs did not accept its cpu backend");
}
