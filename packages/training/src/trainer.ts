import {
  type Engine,
  type HostArrays,
  type Model,
  type NamedValues,
  type Objective,
  type Optimizer,
  type Rng,
  type RunnableStep,
  type RunProfile,
  type ScoredPair,
  type Technique,
  UserError,
} from "@dalmeum/contracts";
import type { EncodedPair } from "./batches/encoded-pair.ts";
import { labelBatch } from "./batches/label-batch.ts";
import { paddedLength } from "./batches/padded-length.ts";
import { checkFrozenLayers } from "./check-frozen-layers.ts";
import type { EncoderInput, InputArrays } from "./inputs/encoder-input.ts";
import { hiddenInput } from "./inputs/hidden-input.ts";
import { tokenInput } from "./inputs/token-input.ts";
import { joinRows } from "./state/lookup-rows.ts";
import { createNoisePool, type DrawNoise } from "./state/noise-pool.ts";
import { objectiveParameter } from "./state/keys.ts";
import { createTrainingState, type TrainingState } from "./state/training-state.ts";
import { gradientStep } from "./steps/gradient-step.ts";
import { lazySteps } from "./inputs/lazy-steps.ts";
import { createUpdater } from "./updater.ts";

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
  /** The embeddings and this many of the lowest layers stay as they are; nothing does where absent. */
  readonly frozenLayers?: number | undefined;
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

/** The gradients' norm is finite only where every gradient is. */
export const isFiniteUpdate = ({ loss, gradientNorm }: Pick<UpdateResult, "loss" | "gradientNorm">): boolean =>
  Number.isFinite(loss) && Number.isFinite(gradientNorm);

/** Runs of the two halves of an update: forward, loss and backward; clipping and the optimizer. */
export interface TrainingProfile {
  readonly gradient: readonly RunProfile[];
  readonly update: readonly RunProfile[];
}

/** A model in training: its state, and its step for every padded length. */
export interface Trainer {
  /**
   * One update from the mean gradient of one or more batches, each counted by its pairs; one that is not finite leaves
   * parameters and slots as they are.
   * @param step updates so far, this one included.
   */
  update(batches: readonly TrainingBatch[], step: number, learningRate: number): Promise<UpdateResult>;
  /** The model's parameters as they are: views, valid until the next update. */
  parameters(): NamedValues;
  /** Everything that the next update follows from, besides its batch: views, valid until the next update. */
  values(): NamedValues;
  /** Continue from what `values` gave once. */
  restore(values: NamedValues): void;
  /** Every run so far of the two halves of an update; ends the profiling. Empty where the engine was not made to profile. */
  endProfile(): Promise<TrainingProfile>;
  dispose(): Promise<void>;
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { model, techniques = [], batchSize, maxLength, engine, rng } = options;
  const { names, trainedNames: parameterNames, state, frozen, input } = start(options);
  const noise = createNoisePool(rng.fork("noise"));
  const gradient = gradientStep({ ...options, input, techniques, parameterNames });
  const updater = createUpdater(options);
  const tokensOf = (length: number): number => batchSize * model.sequencesPerPair * length;

  const gradientSteps = lazySteps(engine, (length) => ({
    step: gradient.step,
    inputs: { ...gradient.signature(length), ...state.gradientSignature(tokensOf(length)) },
  }));
  const noiseInputs = ({ inputs }: RunnableStep, draw: DrawNoise): HostArrays =>
    Object.fromEntries(
      [...gradient.noiseRates].map(([name, rate]) => {
        const size = inputs[name]?.shape.reduce((product, dimension) => product * dimension, 1) ?? 0;
        return [name, draw(size, rate)];
      }),
    );

  const prepare = async (batch: TrainingBatch): Promise<PreparedBatch> => {
    const length = paddedLength(Math.max(...batch.map((encoded) => encoded.length)), maxLength);
    const { rows, arrays } = await input.read(batch, length);
    const pairs = batch.map(({ pair }) => pair);
    return { pairs: batch.length, length, rows, arrays: { ...arrays, ...labelBatch(pairs, batchSize) } };
  };
  /** The gradients, into the state, and the loss. */
  const runGradient = async ({ length, rows, arrays }: PreparedBatch, draw: DrawNoise): Promise<number> => {
    const loss = new Float32Array(1);
    const step = await gradientSteps.at(length);
    const { inputs, outputs } = state.bindGradient(rows, tokensOf(length));
    await step.run({ ...arrays, ...noiseInputs(step, draw), ...inputs }, { ...outputs, loss });
    return loss[0] ?? NaN;
  };

  return {
    update: async (batches, step, learningRate) => {
      const prepared: PreparedBatch[] = [];
      for (const batch of batches) prepared.push(await prepare(batch));
      const pairs = prepared.reduce((sum, batch) => sum + batch.pairs, 0);
      const { rows, places } = joinRows(prepared.map((batch) => batch.rows));
      const capacity = rowCapacity(rows.length);
      const draw = noise.ofUpdate(step);
      let loss = 0;
      for (const [index, batch] of prepared.entries()) {
        const share = batch.pairs / pairs;
        loss += share * (await runGradient(batch, draw));
        if (prepared.length > 1) state.accumulate(share, places[index] ?? new Int32Array(), capacity);
      }
      const pieces = state.pieces(rows, capacity);
      const gradientNorm = await updater.gradientNorm(pieces);
      const tokens = prepared.reduce((sum, { length }) => sum + tokensOf(length), 0);
      const result = { loss, gradientNorm, tokens };
      if (isFiniteUpdate(result)) {
        await updater.update(pieces, { step, learningRate, gradientNorm });
        state.commit(rows);
      }
      return result;
    },
    parameters: () => {
      const known = { ...frozen, ...state.parameters() };
      return Object.fromEntries(names.flatMap((name) => (known[name] ? [[name, known[name]]] : [])));
    },
    values: state.values,
    restore: state.restore,
    endProfile: async () => ({
      gradient: (await gradientSteps.endProfile?.()) ?? [],
      update: (await updater.endProfile?.()) ?? [],
    }),
    dispose: async () => {
      for (const each of [input, gradientSteps, updater]) await each.dispose();
    },
  };
}

/** What a gradient step takes of a batch. */
interface PreparedBatch extends InputArrays {
  readonly pairs: number;
  readonly length: number;
}

/** Where training starts. */
interface Start {
  /** Of the model's parameters, in its order. */
  readonly names: readonly string[];
  /** The objective's among them. */
  readonly trainedNames: readonly string[];
  readonly state: TrainingState;
  readonly frozen: NamedValues;
  /** What of a batch the gradients follow from. */
  readonly input: EncoderInput;
}

/** The state made of the starting parameters of model and objective; apart from the trainer, so that nothing holds them twice. */
function start(options: TrainerOptions): Start {
  const initial = options.model.init(options.rng.fork("init"));
  const { trained: ofModel, frozen, input } = split(options, initial);
  const ofObjective = Object.entries(options.objective.init()).map(
    ([name, values]) => [objectiveParameter(name), values] as const,
  );
  const trained: NamedValues = { ...ofModel, ...Object.fromEntries(ofObjective) };
  const state = createTrainingState(trained, input.lookupTables, options.optimizer);
  return { names: Object.keys(initial), trainedNames: Object.keys(trained), state, frozen, input };
}

/**
 * Which parameters are trained, and what of a batch their gradients follow from.
 * @throws UserError where the model has not so many layers, or none of its parameters is left.
 */
function split(
  { model, frozenLayers, batchSize, engine }: TrainerOptions,
  initial: NamedValues,
): { readonly trained: NamedValues; readonly frozen: NamedValues; readonly input: EncoderInput } {
  if (frozenLayers === undefined) return { trained: initial, frozen: {}, input: tokenInput(model, batchSize) };
  const lowerLayers = checkFrozenLayers(model, frozenLayers);
  const lower = lowerLayers.parameterNames(frozenLayers);
  const pick = (isLower: boolean): NamedValues =>
    Object.fromEntries(Object.entries(initial).filter(([name]) => lower.includes(name) === isLower));
  const [trained, frozen] = [pick(false), pick(true)];
  if (Object.keys(trained).length === 0) {
    throw new UserError(`frozenLayers: found ${frozenLayers}, which leaves nothing to train; expected fewer`);
  }
  const input = hiddenInput({ model, lowerLayers, layers: frozenLayers, frozen, pairs: batchSize, engine });
  return { trained, frozen, input };
}

/** Rows of lookup tables that an update is compiled for: a power of two, so that there are few. */
const rowCapacity = (rows: number): number => 2 ** Math.ceil(Math.log2(Math.max(rows, 256)));
