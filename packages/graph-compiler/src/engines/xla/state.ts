import type { EngineState, NamedValues, StateStep, StateStepDefinition } from "@dalmeum/contracts";
import { sizeOf } from "../../graph/value.ts";
import { shapeText } from "../shape-text.ts";
import { allOf } from "./all-of.ts";
import type { Client } from "./client.ts";
import type { LoadedStep } from "./loaded-step.ts";
import { createStoredArrays } from "./stored-arrays.ts";
import { withCure } from "./with-cure.ts";

/** What a state is made with. */
export interface StateOptions {
  readonly client: Client;
  /** Bytes that arrays and steps may take. */
  readonly capacity: number | undefined;
  readonly load: (definition: StateStepDefinition) => Promise<LoadedStep>;
}

/** Arrays in the memory of a client's device, and steps that write them over. */
export function createState({ client, capacity, load }: StateOptions): EngineState {
  const arrays = createStoredArrays(client);
  const steps = new Set<LoadedStep>();
  let disposed = false;
  const compile = async (definition: StateStepDefinition): Promise<StateStep> => {
    const step = await load(definition);
    if (disposed) {
      step.release();
      throw new Error("the engine's state was disposed of while a step was compiled");
    }
    steps.add(step);
    return {
      inputs: step.inputs,
      outputs: step.outputs,
      bytes: step.bytes,
      run: (inputs, outputs) => step.run(inputs, outputs, arrays),
      dispose: () => {
        steps.delete(step);
        step.release();
      },
    };
  };
  const put = async (name: string, { shape, values }: NamedValues[string]): Promise<void> => {
    checkSize(name, shape, values);
    const { made, read } = client.uploadAside(values, shape);
    arrays.set(name, { shape: [...shape], array: made });
    await client.wait(read);
  };
  const readOne = async (name: string): Promise<readonly [name: string, array: NamedValues[string]]> => {
    const { shape, array } = arrays.find(name);
    const values = new Float32Array(sizeOf(shape));
    await client.wait(client.download(array, values));
    return [name, { shape, values }];
  };
  return {
    capacity,
    compile,
    write: async (given) => {
      try {
        await allOf(Object.entries(given).map(([name, array]) => put(name, array)));
      } catch (error) {
        throw withCure(error, "hold the state");
      }
    },
    read: async (names) => Object.fromEntries(await allOf(names.map(readOne))),
    dispose: () => {
      disposed = true;
      arrays.clear();
      for (const step of steps) step.release();
      steps.clear();
    },
  };
}

function checkSize(name: string, shape: readonly number[], values: Float32Array): void {
  if (values.length === sizeOf(shape)) return;
  const expected = `${sizeOf(shape)} of ${shapeText([shape])}`;
  throw new Error(`array "${name}" of the engine's state: found ${values.length} values, expected ${expected}`);
}
