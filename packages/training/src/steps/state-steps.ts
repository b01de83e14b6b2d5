import type { Signature, StateInput, StateStepDefinition, Tensors, TensorSpec } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { scalarAt, tensorAt, tensorsAt } from "../gradients/step-tensors.ts";
import { gradientKey, parameterKey, slotKey, sumKey } from "../state/keys.ts";
import type { UpdatesOptions } from "../trainer-options.ts";
import { type AppliedOptions, applyGradients } from "./apply-gradients.ts";
import { gradientStep } from "./gradient-step.ts";

/** Table rows of a step's batches, by number. */
export const ROWS = "rows";
/** Share of a batch in its update. */
export const SHARE = "share";
/** 1, and 0 from an update on that was not finite. */
export const ALIVE = "alive";
/** Sum of the losses of an update's batches, each times its share. */
export const LOSS_SUM = "lossSum";

/** A window of dropout noise that a step reads, and the input that says where it begins. */
export interface NoiseWindow {
  readonly offset: string;
  readonly pool: string;
  readonly size: number;
  readonly rate: number;
}

/** A step on an engine's state. */
export interface StateStepPlan {
  readonly definition: StateStepDefinition;
  /** Filled when the step is compiled. */
  readonly windows: readonly NoiseWindow[];
  /** How many entries the input `rows` has. */
  readonly rows: number;
}

/** The steps of an update whose state lies with the engine. */
export interface StateSteps {
  /** The whole update from one batch of a length: outputs `loss` and `gradientNorm`. */
  update(length: number): StateStepPlan;
  /** Adds the gradients of one batch of a length, times its share, to the sums. */
  add(length: number): StateStepPlan;
  /** The update from the sums, of at most so many rows of the lookup tables; they are zero again after it. */
  apply(rows: number): StateStepPlan;
}

export interface StateStepsOptions extends UpdatesOptions {
  /** Of every trained parameter. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
}

const SCALAR: TensorSpec = { shape: [], dtype: "float32" };
const POSITION: Signature = { step: SCALAR, learningRate: SCALAR };

export const poolKey = (pool: string): string => `noise/${pool}`;

export function stateSteps(options: StateStepsOptions): StateSteps {
  const { model, batchSize, input, parameterNames: names, optimizer, noise, techniques = [] } = options;
  const slotKeys = (name: string): readonly string[] => optimizer.slots.map((slot) => slotKey(slot, name));
  const stored = names.flatMap((name) => [parameterKey(name), ...slotKeys(name)].map((key) => [key, name] as const));
  const parameters = names.map((name) => [parameterKey(name), name] as const);
  const sums = names.map((name) => [sumKey(name), name] as const);
  const applied: AppliedOptions = options;
  const tokensOf = (length: number): number => batchSize * model.sequencesPerPair * length;

  /** Inputs out of the state: scalars, and arrays by the parameter that they are shaped like. */
  const taken = (
    rows: number,
    arrays: readonly (readonly [key: string, name: string])[],
    scalars: readonly string[],
  ): Pick<StateStepDefinition, "inputs" | "state"> => {
    const inputs: Record<string, TensorSpec> = {};
    const state: Record<string, StateInput> = {};
    for (const key of scalars) {
      inputs[key] = SCALAR;
      state[key] = { kind: "whole", array: { name: key, shape: [] } };
    }
    for (const [key, name] of arrays) {
      const array = { name: key, shape: options.shapes[name] ?? [] };
      const isTable = input.lookupTables.includes(name);
      inputs[key] = { shape: isTable ? array.shape.with(0, rows) : array.shape, dtype: "float32" };
      state[key] = isTable ? { kind: "rows", array, rows: ROWS } : { kind: "whole", array };
    }
    if (input.lookupTables.length > 0) inputs[ROWS] = { shape: [rows], dtype: "int32" };
    return { inputs, state };
  };

  const gradients = (length: number) => {
    const windows: NoiseWindow[] = [];
    const { step, signature } = gradientStep({
      ...options,
      techniques,
      declareNoise: (declareInput, { name, shape, rate }) => {
        const size = shape.reduce((product, dimension) => product * dimension, 1);
        const pool = noise.poolOf(size, rate);
        const offset = `offset/${name}`;
        declareInput(offset, { shape: [], dtype: "int32" });
        windows.push({ offset, pool: pool.name, size, rate });
        const array = { name: poolKey(pool.name), shape: [pool.values.length] };
        return declareInput(name, { shape, dtype: "float32" }, { kind: "window", array, offset });
      },
    });
    return { step, signature: signature(length), windows, rows: tokensOf(length) };
  };

  return {
    update: (length) => {
      const { step, signature, windows, rows } = gradients(length);
      const { inputs, state } = taken(rows, stored, [ALIVE]);
      return {
        ...{ windows, rows },
        definition: {
          inputs: { ...signature, ...POSITION, ...inputs },
          state,
          step: (given, declareInput) => {
            const outputs = step(given, declareInput);
            return applyGradients(applied, given, {
              loss: scalarAt(outputs, "loss"),
              gradients: tensorsAt(outputs, names, gradientKey),
            });
          },
        },
      };
    },
    add: (length) => {
      const { step, signature, windows, rows } = gradients(length);
      const { inputs, state } = taken(rows, [...parameters, ...sums], [LOSS_SUM]);
      return {
        ...{ windows, rows },
        definition: {
          inputs: { ...signature, [SHARE]: SCALAR, ...inputs },
          state,
          step: (given, declareInput) => {
            const outputs = step(given, declareInput);
            const added = (sum: string, term: string): tf.Tensor =>
              tf.add(tensorAt(given, sum), tf.mul(tensorAt(outputs, term), tensorAt(given, SHARE)));
            return {
              [LOSS_SUM]: added(LOSS_SUM, "loss"),
              ...Object.fromEntries(names.map((name) => [sumKey(name), added(sumKey(name), gradientKey(name))])),
            };
          },
        },
      };
    },
    apply: (rows) => {
      const { inputs, state } = taken(rows, [...stored, ...sums], [ALIVE, LOSS_SUM]);
      return {
        ...{ windows: [], rows },
        definition: {
          inputs: { ...POSITION, ...inputs },
          state,
          step: (given) => ({
            ...applyGradients(applied, given, {
              loss: scalarAt(given, LOSS_SUM),
              gradients: tensorsAt(given, names, sumKey),
            }),
            ...zeros(given, [LOSS_SUM, ...names.map(sumKey)]),
          }),
        },
      };
    },
  };
}

const zeros = (given: Tensors, keys: readonly string[]): Tensors =>
  Object.fromEntries(keys.map((key) => [key, tf.zerosLike(tensorAt(given, key))]));
