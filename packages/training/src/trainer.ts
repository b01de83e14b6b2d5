import {
  type NamedValues,
  type ParameterMean,
  type ReadParameters,
  type ScoredPair,
  UserError,
} from "@dalmeum/contracts";
import type { EncodedPair } from "./batches/encoded-pair.ts";
import { labelBatch } from "./batches/label-batch.ts";
import { packedTokens } from "./batches/pack-batch.ts";
import { lengthsOf } from "./batches/padded-length.ts";
import { checkFrozenLayers } from "./check-frozen-layers.ts";
import { createMovingMean } from "./hooks/moving-mean.ts";
import { placedMean } from "./hooks/placed-mean.ts";
import type { EncoderInput } from "./inputs/encoder-input.ts";
import { hiddenInput } from "./inputs/hidden-input.ts";
import { tokenInput } from "./inputs/token-input.ts";
import { objectiveParameter } from "./state/keys.ts";
import { createNoisePool } from "./state/noise-pool.ts";
import { createTrainingState } from "./state/training-state.ts";
import type { TrainerOptions } from "./trainer-options.ts";
import { hostUpdates } from "./updates/host-updates.ts";
import { stateUpdates } from "./updates/state-updates.ts";
import type { PreparedBatch, Updates } from "./updates/updates.ts";

/** Pairs that one gradient step computes. */
export type TrainingBatch = readonly EncodedPair<ScoredPair>[];

/** A model in training: its state, and its step for every padded length. */
export interface Trainer
  extends Pick<Updates, "settle" | "values" | "restore" | "prepare" | "plan" | "endProfile" | "dispose"> {
  /** Whether an update from these batches has to be compiled first, so that what is known may as well be told before. */
  waitsFor(batches: readonly TrainingBatch[]): boolean;
  /**
   * One update from the mean gradient of one or more batches, each counted by its pairs; one that is not finite leaves
   * parameters and slots as they are, and so do the ones after it.
   * @param step updates so far, this one included.
   * @returns what is known since the last call, in the order of the updates: what an update did may come with the next one.
   */
  update(batches: readonly TrainingBatch[], step: number, learningRate: number): ReturnType<Updates["run"]>;
  /** The model's parameters as they are: views, valid until the next update. */
  parameters(): Promise<NamedValues>;
  /**
   * A mean that lies where what it averages is.
   * @param own what hooks read the model's parameters with.
   */
  createMean(own: ReadParameters): ParameterMean;
}

export async function createTrainer(options: TrainerOptions): Promise<Trainer> {
  const { batchSize, engine, maxLength, padTo = lengthsOf(engine, maxLength) } = options;
  const { names, frozen, input, updates } = await start(options);
  const lengthOf = (batch: TrainingBatch): number => padTo(Math.max(...batch.map(({ length }) => length)));
  const sequences = batchSize * options.model.sequencesPerPair;
  // An engine to which each length is seconds of compiling has no time for numbers of tokens.
  const packs = input.packs && engine.mostLengths === undefined;
  const tokensOf = (batch: TrainingBatch, length: number): number | undefined =>
    packs ? packedTokens(realTokens(batch, sequences), { rows: sequences, length }, engine) : undefined;
  const prepared = async (batch: TrainingBatch): Promise<PreparedBatch> => {
    const length = lengthOf(batch);
    const tokens = tokensOf(batch, length);
    const { rows, arrays } = await input.read(batch, length, tokens);
    const pairs = batch.map(({ pair }) => pair);
    return { pairs: batch.length, length, tokens, rows, arrays: { ...arrays, ...labelBatch(pairs, batchSize) } };
  };
  /** With those that are not trained, in the model's order. */
  const withFrozen = (trained: NamedValues): NamedValues => {
    const known = { ...frozen, ...trained };
    return Object.fromEntries(names.flatMap((name) => (known[name] ? [[name, known[name]]] : [])));
  };
  return {
    ...updates,
    waitsFor: (batches) => updates.waitsFor?.(batches.map((batch) => ({ length: lengthOf(batch) }))) ?? false,
    update: async (batches, step, learningRate) => {
      const all: PreparedBatch[] = [];
      for (const batch of batches) all.push(await prepared(batch));
      return updates.run(all, { step, learningRate });
    },
    parameters: async () => withFrozen(await updates.parameters()),
    createMean: (own) => {
      const mean = updates.createMean?.(names.filter((name) => !(name in frozen)));
      if (!mean) return createMovingMean();
      return placedMean(own, { ...mean, values: async () => withFrozen(await mean.values()) });
    },
    dispose: async () => {
      for (const each of [input, updates]) await each.dispose();
    },
  };
}

/** Tokens of a batch of so many sequences; those that it lacks are one token of padding each. */
function realTokens(batch: TrainingBatch, sequences: number): number {
  const lengths = batch.flatMap((pair) => pair.sequences.map(({ inputIds }) => inputIds.length));
  return lengths.reduce((sum, length) => sum + length, sequences - lengths.length);
}

/** Where training starts. */
interface Start {
  /** Of the model's parameters, in its order. */
  readonly names: readonly string[];
  readonly frozen: NamedValues;
  /** What of a batch the gradients follow from. */
  readonly input: EncoderInput;
  readonly updates: Updates;
}

/** The state made of the starting parameters of model and objective; apart from the trainer, so that nothing holds them twice. */
async function start(options: TrainerOptions): Promise<Start> {
  const { objective, optimizer, engine, rng, batchSize } = options;
  const initial = options.model.init(rng.fork("init"));
  const { trained: ofModel, frozen, inputOf } = split(options, initial);
  const ofObjective = Object.entries(objective.init()).map(
    ([name, values]) => [objectiveParameter(name), values] as const,
  );
  const trained: NamedValues = { ...ofModel, ...Object.fromEntries(ofObjective) };
  const input = inputOf(batchSize);
  const common = { ...options, input, parameterNames: Object.keys(trained), noise: createNoisePool(rng.fork("noise")) };
  const shapes = Object.fromEntries(Object.entries(trained).map(([name, { shape }]) => [name, shape]));
  const state = engine.createState?.();
  const updates = state
    ? await stateUpdates(state, trained, { ...common, shapes, inputOf })
    : hostUpdates(createTrainingState(trained, input.lookupTables, optimizer), common);
  return { names: Object.keys(initial), frozen, input, updates };
}

/**
 * Which parameters are trained, and what of a batch their gradients follow from.
 * @throws UserError where the model has not so many layers, or none of its parameters is left.
 */
function split(
  { model, frozenLayers, engine }: TrainerOptions,
  initial: NamedValues,
): { readonly trained: NamedValues; readonly frozen: NamedValues; readonly inputOf: (pairs: number) => EncoderInput } {
  if (frozenLayers === undefined) {
    return { trained: initial, frozen: {}, inputOf: (pairs) => tokenInput(model, pairs) };
  }
  const lowerLayers = checkFrozenLayers(model, frozenLayers);
  const lower = lowerLayers.parameterNames(frozenLayers);
  const pick = (isLower: boolean): NamedValues =>
    Object.fromEntries(Object.entries(initial).filter(([name]) => lower.includes(name) === isLower));
  const [trained, frozen] = [pick(false), pick(true)];
  if (Object.keys(trained).length === 0) {
    throw new UserError(`frozenLayers: found ${frozenLayers}, which leaves nothing to train; expected fewer`);
  }
  const inputOf = (pairs: number): EncoderInput =>
    hiddenInput({ model, lowerLayers, layers: frozenLayers, frozen, pairs, engine });
  return { trained, frozen, inputOf };
}
