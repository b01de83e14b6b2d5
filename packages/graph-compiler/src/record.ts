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

/** Names of tfjs's kernels: the constants of tfjs-core that are called as they read. */
const KERNEL_NAMES = Object.entries(tf).flatMap(([key, value]) => (key === value ? [key] : []));

/** The scopes that tfjs opens while it differentiates. */
const PHASES: readonly string[] = ["forward", "backward"];

/** Which of them is running; a backward pass may have forward passes of its own. */
const phase = (): readonly string[] =>
  tf
    .engine()
    .state.scopeStack.map(({ name }) => name)
    .filter((name) => PHASES.includes(name))
    .slice(0, 1);

let registered: RecordingBackend | undefined;
/** Kernels that the step called and the graph has no counterpart for. */
const unsupported = new Set<string>();

function recordingBackend(): RecordingBackend {
  if (registered) return registered;
  const backend = new RecordingBackend();
  tf.registerBackend(NAME, () => backend);
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    tf.registerKernel({
      kernelName,
      backendName: NAME,
      kernelFunc: ({ inputs, attrs }) => {
        backend.graph.origin = [...phase(), kernelName].join("/");
        const result = kernel(backend.graph, kernelCall(backend, kernelName, inputs, attrs ?? {}));
        return "name" in result ? backend.wrap(result) : result.map((value) => backend.wrap(value));
      },
    });
  }
  for (const kernelName of KERNEL_NAMES) {
    if (kernelName in kernels) continue;
    tf.registerKernel({
      kernelName,
      backendName: NAME,
      // Something of a likely shape, so that recording goes on and finds the others too.
      kernelFunc: ({ inputs }) => {
        unsupported.add(kernelName);
        const [first] = Object.values(inputs);
        return first ? backend.wrap(backend.unwrap(first)) : backend.wrap(backend.graph.scalar(0, "float32"));
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
 * @throws Error naming every kernel that has no counterpart in the graph; what follows from guessed shapes is not told.
 */
export function record<Result>(body: (recording: Recording) => Result): Result {
  const backend = recordingBackend();
  const current = tf.getBackend();
  backend.reset();
  unsupported.clear();
  tf.engine().startScope("record");
  try {
    // It takes effect at once for a backend that is made synchronously; waiting would let other code run in between.
    void tf.setBackend(NAME);
    const result = body({
      graph: backend.graph,
      input: (name, spec) => tf.engine().makeTensorFromTensorInfo(backend.wrap(backend.graph.input(name, spec))),
      valueOf: (tensor) => backend.unwrap(tensor),
    });
    assertSupported();
    return result;
  } catch (error) {
    assertSupported();
    throw error;
  } finally {
    tf.engine().endScope();
    if (current) void tf.setBackend(current);
  }
}

function assertSupported(): void {
  if (unsupported.size === 0) return;
  const names = [...unsupported].toSorted().join(", ");
  throw new Error(`tfjs kernels without a counterpart in the graph: ${names}. Write the step with other operations`);
}
