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
  ScoredPair,
  Technique,
} from "@dalmeum/contracts";
import type { EncodedPair } from "./batches/encoded-pair.ts";
import { labelBatch } from "./batches/label-batch.ts";
import { padBatch } from "./batches/pad-batch.ts";
import { paddedLength } from "./batches/padded-length.ts";
import { distinctRows, joinRows } from "./state/lookup-rows.ts";
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
  /** How gradients are made, each wrapping the ones before it; none where absent. */
  readonly techniques?: readonly Technique[];
  readonly engine: Engine;
  /** Heads' starting values and dropout follow from it alone. */
  readonly rng: Rng;
}

/** Pairs that one gradient step computes. */
export type TrainingBatch = readonly EncodedPair<ScoredPair>[];

/** What one update did. */
export interface UpdateResult {
  readonly loss: number;
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: number;
  /** Tokens computed, padding included. */
  readonly tokens: number;
}

/** A model in training: its state, and its step for every padded length. */
export interface Trainer {
  /**
   * One update from the mean gradient of one or more batches, each counted by its pairs.
   * @param step updates so far, this one included.
   */
  update(batches: readonly TrainingBatch[], step: number, learningRate: number): Promise<UpdateResult>;
  /** The parameters as they are, as copies. */
  parameters(): NamedValues;
  dispose(): Promise<void>;
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { model, optimizer, techniques = [], batchSize, maxLength, clipNorm, engine, rng } = options;
  const initial = model.init(rng.fork("init"));
  const parameterNames = Object.keys(initial);
  const state = createTrainingState(initial, model.lookupTables, optimizer.slots);
  const noise = createNoisePool(rng.fork("noise"));
  const gradient = gradientStep({ ...options, techniques, parameterNames });
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

  const prepare = (batch: TrainingBatch): PreparedBatch => {
    const length = paddedLength(Math.max(...batch.map((encoded) => encoded.length)), maxLength);
    const padded = padBatch(model, batch, { pairs: batchSize, length });
    const { rows, local } = distinctRows(padded.inputIds);
    const labels = labelBatch(
      batch.map(({ pair }) => pair),
      batchSize,
    );
    return { pairs: batch.length, length, rows, inputs: { ...padded, ...labels, inputIds: local } };
  };
  /** The gradients, into the state, and the loss. */
  const runGradient = async ({ length, rows, inputs }: PreparedBatch): Promise<number> => {
    const loss = new Float32Array(1);
    const step = await gradientSteps.at(length);
    const arrays = state.bindGradient(rows, tokensOf(length));
    await step.run({ ...inputs, ...noiseInputs(step), ...arrays.inputs }, { ...arrays.outputs, loss });
    return loss[0] ?? NaN;
  };

  return {
    update: async (batches, step, learningRate) => {
      const prepared = batches.map(prepare);
      const pairs = prepared.reduce((sum, batch) => sum + batch.pairs, 0);
      const { rows, places } = joinRows(prepared.map((batch) => batch.rows));
      const capacity = rowCapacity(rows.length);
      let loss = 0;
      for (const [index, batch] of prepared.entries()) {
        const share = batch.pairs / pairs;
        loss += share * (await runGradient(batch));
        if (prepared.length > 1) state.accumulate(share, places[index] ?? new Int32Array(), capacity);
      }
      const gradientNorm = new Float32Array(1);
      const arrays = state.bindUpdate(rows, capacity);
      const updating = await updateSteps.at(capacity);
      await updating.run(
        { ...arrays.inputs, step: Float32Array.of(step), learningRate: Float32Array.of(learningRate) },
        { ...arrays.outputs, gradientNorm },
      );
      state.commit(rows);
      const tokens = prepared.reduce((sum, { length }) => sum + tokensOf(length), 0);
      return { loss, gradientNorm: gradientNorm[0] ?? NaN, tokens };
    },
    parameters: () => state.parameters(),
    dispose: async () => {
      for (const steps of [gradientSteps, updateSteps]) await steps.dispose();
    },
  };
}

/** What a gradient step takes of a batch. */
interface PreparedBatch {
  readonly pairs: number;
  readonly length: number;
  /** Rows of lookup tables that it reads; its ids are numbered to match. */
  readonly rows: readonly number[];
  readonly inputs: HostArrays;
}

/** Rows of lookup tables that an update is compiled for: a power of two, so that there are few. */
const rowCapacity = (rows: number): number => 2 ** Math.ceil(Math.log2(Math.max(rows, 256)));

/** Compiled when they are first asked for. */
function lazy(compile: () => Promise<CompiledSteps>): CompiledSteps {
  let steps: Promise<CompiledSteps> | undefined;
  return {
    at: async (length) => (await (steps ??= compile())).at(length),
    dispose: async () => (await steps)?.dispose(),
  };
}
