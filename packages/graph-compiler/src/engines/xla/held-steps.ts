import type { CompiledSteps, HostArrays, StateInput, StepDefinition, StepsByLength } from "@dalmeum/contracts";
import { type RecordedStep, recordStep } from "../../record-step.ts";
import { sizeOf } from "../../graph/value.ts";
import { sizeText } from "../one-by-one.ts";
import type { Client } from "./client.ts";
import type { LoadedStep } from "./loaded-step.ts";
import { createStoredArrays } from "./stored-arrays.ts";

/** Steps of every length. Inputs that are held lie on the device, the others go there together at every run. */
export function heldSteps(
  client: Client,
  load: (recorded: RecordedStep) => Promise<LoadedStep>,
  steps: StepsByLength,
): CompiledSteps {
  const arrays = createStoredArrays(client);
  const loaded = new Map<string, Promise<LoadedStep>>();
  let held: HostArrays = {};
  /** Held inputs that are not on the device yet: a definition tells their shapes. */
  let due = new Set<string>();
  const loadedAt = (size: string, definition: StepDefinition): Promise<LoadedStep> => {
    const known = loaded.get(size);
    if (known) return known;
    const recorded = recordStep(definition);
    const fresh = load({ ...recorded, state: heldInputs(recorded, held) });
    loaded.set(size, fresh);
    return fresh;
  };
  const uploadDue = ({ inputs }: StepDefinition): void => {
    for (const name of due) {
      const [values, spec] = [held[name], inputs[name]];
      if (!values || !spec) continue;
      arrays.set(name, { shape: spec.shape, array: client.upload(values, spec.shape) });
      due.delete(name);
    }
  };
  const clear = async (): Promise<void> => {
    const all = [...loaded.values()];
    loaded.clear();
    arrays.clear();
    for (const one of await Promise.allSettled(all)) if (one.status === "fulfilled") one.value.release();
  };
  return {
    at: async (length, tokens) => {
      const definition = steps(length, tokens);
      const size = sizeText(length, tokens);
      const { inputs, outputs } = await loadedAt(size, definition);
      return {
        inputs: { ...definition.inputs, ...inputs },
        outputs,
        run: async (given, wanted) => {
          const step = await loadedAt(size, definition);
          uploadDue(definition);
          await step.run(given, wanted, arrays);
        },
      };
    },
    hold: async (inputs) => {
      const same = Object.keys(inputs).toSorted().join() === Object.keys(held).toSorted().join();
      held = inputs;
      due = new Set(Object.keys(inputs));
      if (!same) await clear();
    },
    dispose: clear,
  };
}

/** Those inputs as arrays of a state that no step writes: an output of an input's name would. */
function heldInputs({ inputs, outputs }: RecordedStep, held: HostArrays): Readonly<Record<string, StateInput>> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, { shape }]) => {
      const values = held[name];
      const canBeHeld = values instanceof Float32Array && values.length === sizeOf(shape) && !(name in outputs);
      return canBeHeld ? [[name, { kind: "whole", array: { name, shape } }] as const] : [];
    }),
  );
}
