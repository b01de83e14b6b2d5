import * as tf from "@tensorflow/tfjs-core";
import type { GraphBuilder, ShapeAndType } from "./graph/graph.ts";
import type { Value } from "./graph/value.ts";
import { kernelCall } from "./kernel-call.ts";
import { elementwiseKernels } from "./kernels/elementwise.ts";
import type { KernelTable } from "./kernels/kernel.ts";
import { linearAlgebraKernels } from "./kernels/linear-algebra.ts";
import { reductionKernels } from "./kernels/reduction.ts";
import { shapeKernels } from "./kernels/shape.ts";
import { RecordingBackend } from "./recording-backend.ts";

const NAME = "dalmeum-recording";

const kernels: KernelTable = {
  ...elementwiseKernels,
  ...shapeKernels,
  ...reductionKernels,
  ...linearAlgebraKernels,
};

let registered: RecordingBackend | undefined;

function recordingBackend(): RecordingBackend {
  if (registered) return registered;
  const backend = new RecordingBackend();
  tf.registerBackend(NAME, () => backend);
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    tf.registerKernel({
      kernelName,
      backendName: NAME,
      kernelFunc: ({ inputs, attrs }) => {
        const result = kernel(backend.graph, kernelCall(backend, kernelName, inputs, attrs ?? {}));
        return "name" in result ? backend.wrap(result) : result.map((value) => backend.wrap(value));
      },
    });
  }
  registered = backend;
  return backend;
}

/** What a step being recorded works with. */
export interface Recording {
  readonly graph: GraphBuilder;
  input(name: string, spec: ShapeAndType): tf.Tensor;
  valueOf(tensor: tf.Tensor): Value;
}

/**
 * Run `body` on the recording backend; the backend that was current comes back afterwards.
 * @returns what `body` returns; its tensors do not outlive the call.
 */
export function record<Result>(body: (recording: Recording) => Result): Result {
  const backend = recordingBackend();
  const current = tf.getBackend();
  backend.reset();
  tf.engine().startScope("record");
  try {
    // It takes effect at once for a backend that is made synchronously; waiting would let other code run in between.
    void tf.setBackend(NAME);
    return body({
      graph: backend.graph,
      input: (name, spec) => tf.engine().makeTensorFromTensorInfo(backend.wrap(backend.graph.input(name, spec))),
      valueOf: (tensor) => backend.unwrap(tensor),
    });
  } finally {
    tf.engine().endScope();
    if (current) void tf.setBackend(current);
  }
}
