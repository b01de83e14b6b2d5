import { setImmediate } from "node:timers/promises";
import type { RunnableStep } from "@dalmeum/contracts";
import type { OnnxFile } from "../../formats/onnx/onnx-file.ts";
import type { StepSignature } from "../../record-step.ts";
import { type BoundArrays, createBoundArrays } from "../bound-arrays.ts";
import { arraysOf } from "../host-arrays.ts";
import type { Handle } from "./functions.ts";
import type { Arguments, OnnxruntimeLibrary } from "./library.ts";

/** A session whose graph can be run with arrays of any shapes that it takes. */
export interface OpenSession {
  /** @param outputName what the graph calls an output of the signature. */
  step(signature: StepSignature, outputName: (name: string) => string): RunnableStep;
  dispose(): Promise<void>;
}

/** @param file what the session's graph reads, and the outputs that every run asks for. */
export function openSession(
  library: OnnxruntimeLibrary,
  session: Handle,
  { read, written }: Pick<OnnxFile, "read" | "written">,
): OpenSession {
  const given = bindings(library, [...read]);
  const wanted = bindings(library, [...written]);
  return {
    step: ({ inputs, outputs }, outputName) => ({
      inputs,
      outputs,
      run: async (feeds, results) => {
        // The event loop turns between two runs and not during one: koffi's own threads would each keep the memory of the
        // largest graph that ran on them, 2.6 GB against 1.5 for a cross-encoder's batch of 32. From here on nothing waits,
        // so that no other run binds its arrays in between.
        await setImmediate();
        for (const [name, { shape }, array] of arraysOf(inputs, feeds, "input")) {
          if (read.has(name)) given.bind(name, array, shape);
        }
        for (const [name, { shape }, array] of arraysOf(outputs, results, "output")) {
          wanted.bind(outputName(name), array, shape);
        }
        library.run(session, given, wanted);
      },
    }),
    dispose: () => {
      given.dispose();
      wanted.dispose();
      library.release("session", session);
      return Promise.resolve();
    },
  };
}

interface Bindings extends Arguments, BoundArrays {}

/** One side of a graph: its names, and the tensors bound to them. */
function bindings(library: OnnxruntimeLibrary, names: readonly string[]): Bindings {
  const tensors = new BigUint64Array(names.length);
  const arrays = createBoundArrays<bigint>(names, {
    wrap: library.wrap,
    set: (place, tensor) => (tensors[place] = tensor),
    free: (tensor) => {
      library.release("tensor", tensor);
    },
  });
  return { names, tensors, ...arrays };
}
