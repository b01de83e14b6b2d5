import type { CompiledStep, DeclareInput, Engine, RunProfile, Signature, Step, TensorSpec } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { sizeOf } from "../graph/value.ts";
import { profiledRun } from "./eager-profile.ts";
import { oneByOne } from "./one-by-one.ts";
import { arraysOf } from "./host-arrays.ts";

/**
 * Runs steps kernel by kernel on a tfjs backend: what a compiled graph is checked against.
 * @param backendName a backend that is already registered, e.g. "cpu" after importing @tensorflow/tfjs-backend-cpu.
 * @param profile whether steps tell what their kernels took.
 */
export function eagerEngine(backendName: string, { profile = false }: { readonly profile?: boolean } = {}): Engine {
  const compile: Engine["compile"] = async (step, inputs) => {
    await useBackend(backendName);
    return eagerStep(step, backendName, profile, declaredBy(step, inputs));
  };
  return {
    name: `tfjs-${backendName}`,
    precision: "float32",
    versions: { "@tensorflow/tfjs-core": tf.version_core },
    compile,
    compileLengths: (steps) => Promise.resolve(oneByOne(compile, steps)),
  };
}

async function useBackend(name: string): Promise<void> {
  if (tf.getBackend() !== name && !(await tf.setBackend(name))) {
    throw new Error(`the tfjs backend "${name}" could not start`);
  }
}

const zeros = ({ shape, dtype }: TensorSpec): tf.Tensor => tf.zeros([...shape], dtype);

/** What goes in and out, found by running the step once on zeros. */
function declaredBy(step: Step, given: Signature): { readonly inputs: Signature; readonly outputs: Signature } {
  const inputs: Record<string, TensorSpec> = { ...given };
  const outputs: Record<string, TensorSpec> = {};
  tf.tidy(() => {
    const declareInput: DeclareInput = (name, spec) => {
      if (name in inputs) throw new Error(`the step declares input "${name}" twice`);
      inputs[name] = spec;
      return zeros(spec);
    };
    const tensors = Object.fromEntries(Object.entries(given).map(([name, spec]) => [name, zeros(spec)]));
    for (const [name, { shape, dtype }] of Object.entries(step(tensors, declareInput))) {
      if (dtype !== "float32" && dtype !== "int32") {
        throw new Error(`output "${name}" is ${dtype}; cast it to float32 or int32`);
      }
      outputs[name] = { shape, dtype };
    }
  });
  return { inputs, outputs };
}

function eagerStep(
  step: Step,
  backendName: string,
  profile: boolean,
  { inputs, outputs }: { readonly inputs: Signature; readonly outputs: Signature },
): CompiledStep {
  const runs: RunProfile[] = [];
  return {
    inputs,
    outputs,
    run: async (feeds, results) => {
      await useBackend(backendName);
      const targets = arraysOf(outputs, results, "output");
      const compute = (): void => {
        const tensors = Object.fromEntries(
          arraysOf(inputs, feeds, "input").map(([name, { shape, dtype }, array]) => [
            name,
            tf.tensor(array, [...shape], dtype),
          ]),
        );
        const computed = step(tensors, (name) => {
          const tensor = tensors[name];
          if (!tensor) throw new Error(`the step declares "${name}" now but did not when it was compiled`);
          return tensor;
        });
        for (const [name, { shape }, target] of targets) {
          const tensor = computed[name];
          if (tensor?.size !== sizeOf(shape)) throw new Error(`output "${name}" changed its shape between runs`);
          target.set(tensor.dataSync());
        }
      };
      if (profile) runs.push(await profiledRun(compute));
      else tf.tidy(compute);
    },
    ...(profile ? { endProfile: () => Promise.resolve(runs) } : {}),
    dispose: () => Promise.resolve(),
  };
}
