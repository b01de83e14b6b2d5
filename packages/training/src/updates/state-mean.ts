import type { EngineState, ParameterMean, StateInput, StateStep, TensorSpec } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { tensorAt } from "../gradients/step-tensors.ts";
import { parameterKey } from "../state/keys.ts";
import { SHARE } from "../steps/state-steps.ts";
import { zeros } from "./zeros.ts";

export interface StateMeanOptions {
  /** Of the parameters that are averaged, by name. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** Tells its arrays from those of other means. */
  readonly place: number;
}

/** A mean of an engine's parameters, which lies beside them. */
export function stateMean(state: EngineState, { shapes, place }: StateMeanOptions): ParameterMean {
  const names = Object.keys(shapes);
  const meanKey = (name: string): string => `mean/${place}/${name}`;
  const compile = (): Promise<StateStep> => {
    const inputs: Record<string, TensorSpec> = { [SHARE]: { shape: [], dtype: "float32" } };
    const taken: Record<string, StateInput> = {};
    for (const key of [parameterKey, meanKey]) {
      for (const [name, shape] of Object.entries(shapes)) {
        inputs[key(name)] = { shape, dtype: "float32" };
        taken[key(name)] = { kind: "whole", array: { name: key(name), shape } };
      }
    }
    return state.compile({
      inputs,
      state: taken,
      step: (given) =>
        Object.fromEntries(
          names.map((name) => {
            const mean = tensorAt(given, meanKey(name));
            const difference = tf.sub(tensorAt(given, parameterKey(name)), mean);
            return [meanKey(name), tf.add(mean, tf.mul(tensorAt(given, SHARE), difference))];
          }),
        ),
    });
  };
  let step: Promise<StateStep> | undefined;
  let begun = false;
  const begin = async (): Promise<void> => {
    for (const [name, shape] of Object.entries(shapes)) await state.write({ [meanKey(name)]: zeros(shape) });
  };
  return {
    add: async (_parameters, share) => {
      if (!begun) await begin();
      // Of zeros, the whole difference is what was added.
      const moved = begun ? share : 1;
      begun = true;
      await (await (step ??= compile())).run({ [SHARE]: Float32Array.of(moved) }, {});
    },
    values: async () => {
      if (!begun) return {};
      const values = await state.read(names.map(meanKey));
      return Object.fromEntries(names.map((name) => [name, values[meanKey(name)] ?? zeros([])]));
    },
    restore: async (values) => {
      for (const name of names) {
        const array = values[name];
        if (!array) throw new Error(`the mean lacks "${name}"`);
        await state.write({ [meanKey(name)]: array });
      }
      begun = true;
    },
  };
}
