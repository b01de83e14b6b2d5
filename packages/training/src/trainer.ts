import type {
  CompiledSteps,
  Engine,
  HostArrays,
  Model,
  NamedValues,
  Objective,
  Optimizer,
  Rng,
  RunnableStep,
  RunProfile,
  ScoredPair,
} from "@dalmeum/contracts";
import type { EncodedPair } from "./batches/encoded-pair.ts";
import { labelBatch } from "./batches/label-batch.ts";
import { padBatch } from "./batches/pad-batch.ts";
import { paddedLength } from "./batches/padded-length.ts";
import { distinctRows } from "./state/lookup-rows.ts";
import { createNoisePool } from "./state/noise-pool.ts";
import { createTrainingState } from "./state/training-state.ts";
import { gradientStep } from "./steps/gradient-step.ts";
import { POSITION_SIGNATURE, updateStep } from "./steps/update-step.ts";

export interface TrainerOptions {
  readonly model: Model;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  /** Pairs a step computes; smaller batches are padded with rows of weight 0. */
  readonly batchSize: number;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  /** Largest norm of all gradients together. */
  readonly clipNorm: number;
  readonly engine: Engine;
  /** Heads' starting values and dropout follow from it alone. */
  readonly rng: Rng;
}

/** What one update did. */
export interface UpdateResult {
  readonly loss: number;
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: number;
  /** Tokens computed, padding included. */
  readonly tokens: number;
}

/** Runs of the two halves of an update: forward, loss and backward; clipping and the optimizer. */
export interface TrainingProfile {
  readonly gradient: readonly RunProfile[];
  readonly update: readonly RunProfile[];
}

/** A model in training: its state, and its step for every padded length. */
export interface Trainer {
  /** @param step updates so far, this one included. */
  update(batch: readonly EncodedPair<ScoredPair>[], step: number, learningRate: number): Promise<UpdateResult>;
  /** The parameters as they are, as copies. */
  parameters(): NamedValues;
  /** Every run so far of the two halves of an update; ends the profiling. Empty where the engine was not made to profile. */
  endProfile(): Promise<TrainingProfile>;
  dispose(): Promise<void>;
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { model, optimizer, batchSize, maxLength, clipNorm, engine, rng } = options;
  const initial = model.init(rng.fork("init"));
  const parameterNames = Object.keys(initial);
  const state = createTrainingState(initial, model.lookupTables, optimizer.slots);
  const noise = createNoisePool(rng.fork("noise"));
  const gradient = gradientStep({ ...options, parameterNames });
  const update = updateStep({ optimizer, parameterNames, clipNorm });
  const tokensOf = (length: number): number => batchSize * model.sequencesPerPair * length;

  const gradientSteps = lazy(() =>
    engine.compileLengths((length) => ({
      step: gradient.step,
      inputs: { ...gradient.signature(length), ...state.gradientSignature(tokensOf(length)) },
    })),
  );
  const updateSteps = lazy(() =>
    engine.compileLengths((rows) => ({
      step: update,
      inputs: { ...POSITION_SIGNATURE, ...state.updateSignature(rows) },
    })),
  );
  const noiseInputs = ({ inputs }: RunnableStep): HostArrays =>
    Object.fromEntries(
      [...gradient.noiseRates].map(([name, rate]) => {
        const size = inputs[name]?.shape.reduce((product, dimension) => product * dimension, 1) ?? 0;
        return [name, noise.draw(size, rate)];
      }),
    );

  return {
    update: async (batch, step, learningRate) => {
      const length = paddedLength(Math.max(...batch.map((encoded) => encoded.length)), maxLength);
      const padded = padBatch(model, batch, { pairs: batchSize, length });
      const { rows, local } = distinctRows(padded.inputIds);
      const pairs = batch.map(({ pair }) => pair);
      const loss = new Float32Array(1);
      const backward = await gradientSteps.at(length);
      const backwardArrays = state.bindGradient(rows, local.length);
      await backward.run(
        {
          ...padded,
          ...labelBatch(pairs, batchSize),
          ...noiseInputs(backward),
          ...backwardArrays.inputs,
          inputIds: local,
        },
        { ...backwardArrays.outputs, loss },
      );
      const gradientNorm = new Float32Array(1);
      const capacity = rowCapacity(rows.length);
      const updateArrays = state.bindUpdate(rows, capacity);
      const updating = await updateSteps.at(capacity);
      await updating.run(
        { ...updateArrays.inputs, step: Float32Array.of(step), learningRate: Float32Array.of(learningRate) },
        { ...updateArrays.outputs, gradientNorm },
      );
      state.commit(rows);
      return { loss: loss[0] ?? NaN, gradientNorm: gradientNorm[0] ?? NaN, tokens: local.length };
    },
    parameters: () => state.parameters(),
    endProfile: async () => ({
      gradient: (await gradientSteps.endProfile?.()) ?? [],
      update: (await updateSteps.endProfile?.()) ?? [],
    }),
    dispose: async () => {
      for (const steps of [gradientSteps, updateSteps]) await steps.dispose();
    },
  };
}

/** Rows of lookup tables that an update is compiled for: a power of two, so that there are few. */
const rowCapacity = (rows: number): number => 2 ** Math.ceil(Math.log2(Math.max(rows, 256)));

/** Compiled when they are first asked for. */
function lazy(compile: () => Promise<CompiledSteps>): CompiledSteps {
  let steps: Promise<CompiledSteps> | undefined;
  return {
    at: async (length) => (await (steps ??= compile())).at(length),
    endProfile: async () => (await (await steps)?.endProfile?.()) ?? [],
    dispose: async () => (await steps)?.dispose(),
  };
}
