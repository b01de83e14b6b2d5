import type { KernelTime, RunProfile } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { shapeText } from "./shape-text.ts";

/** Run kernels of the current tfjs backend, whose tensors do not outlive the call, and tell what each took. */
export async function profiledRun(compute: () => void): Promise<RunProfile> {
  const start = performance.now();
  let duration = 0;
  const { kernels } = await tf.profile(() => {
    tf.tidy(compute);
    duration = performance.now() - start;
    return [];
  });
  const times: KernelTime[] = [];
  let at = 0;
  for (const [index, { name, inputShapes, outputShapes, kernelTimeMs }] of kernels.entries()) {
    // tfjs tells no start: kernels are laid one after another.
    const took = Number(await kernelTimeMs);
    const detail = `${shapeText(inputShapes)} -> ${shapeText(outputShapes)}`;
    times.push({ name: `${name}/#${index}`, operator: name, detail, start: at, duration: took });
    at += took;
  }
  return { start, duration, kernels: times };
}
