import {
  type HookContext,
  type NamedValues,
  type ReadParameters,
  type RunningHook,
  type Schedule,
  type ScoredPair,
  type TrainingHook,
  UserError,
} from "@dalmeum/contracts";
import { encodePairs } from "./batches/encoded-pair.ts";
import { lengthsFor } from "./batches/length-ladder.ts";
import { chunks, likeLengthBatches } from "./batches/like-length-batches.ts";
import type { PadTo } from "./batches/padded-length.ts";
import { checkHeads } from "./check-heads.ts";
import { chainHooks } from "./hooks/chain-hooks.ts";
import { modelOfTraining } from "./inputs/hard-negatives.ts";
import { createTrainer, type Trainer } from "./trainer.ts";
import type { TrainerOptions } from "./trainer-options.ts";
import { isFiniteUpdate, type MemoryPlan, type UpdateResult } from "./updates/updates.ts";

/** Where training stands after an update. */
export interface TrainingProgress extends UpdateResult {
  /** 1 .. epochs. */
  readonly epoch: number;
  readonly epochs: number;
  /** Updates so far, over all epochs: 1 .. totalSteps. */
  readonly step: number;
  readonly totalSteps: number;
  readonly learningRate: number;
  /** Pairs that the update computed. */
  readonly pairs: number;
}

/** Training between two updates: continuing from it gives the bytes that going on would have given. */
export interface TrainingSnapshot {
  /** Updates so far. */
  readonly step: number;
  readonly values: NamedValues;
  /** Loss and gradient norm of the last update, and what hooks keep. */
  readonly numbers: Readonly<Record<string, number>>;
}

export interface FitOptions extends TrainerOptions {
  readonly schedule: Schedule;
  readonly pairs: readonly ScoredPair[];
  readonly epochs: number;
  /** Batches whose mean gradient makes an update; an epoch's last update may have fewer. Default 1. */
  readonly accumulation?: number;
  /** In their order: each sees the parameters that the ones before it give. */
  readonly hooks?: readonly TrainingHook[];
  /** Score of parameters on dev pairs, for the hooks that ask; higher is better. */
  readonly evaluate?: HookContext["evaluate"];
  /** Stops between two updates; `fit` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called before the first update, where the engine keeps the state: what training takes there. */
  readonly onPlan?: (plan: MemoryPlan) => void;
  /** Called for each update, in their order; it may be called when the next one is under way. */
  readonly onStep?: (progress: TrainingProgress) => void;
  /** Called after each update and before the signal is heeded. A snapshot holds views, valid until this returns. */
  readonly onPause?: (snapshot: () => Promise<TrainingSnapshot>) => Promise<void> | void;
  /** Where to continue, with options as they were; asked once, and not kept. */
  readonly resume?: () => TrainingSnapshot;
}

/**
 * Train a model over all pairs, `epochs` times, in batches of like length.
 * @returns the parameters after the last update, or what the hooks give in their place.
 * @throws UserError where there are no pairs, a head has no loss or a loss no head, some pairs have hard negatives and others
 * have none, or a loss or gradient is not finite.
 */
export async function fit(options: FitOptions): Promise<NamedValues> {
  const { schedule, pairs, epochs, accumulation = 1, batchSize, maxLength, objective } = options;
  const { hooks = [], evaluate = noEvaluation, signal, onPlan, onStep, onPause, resume } = options;
  if (pairs.length === 0) throw new UserError("training: found no pairs, expected at least one");
  checkHeads(options.model, objective);
  const model = modelOfTraining(options.model, objective, pairs);
  const encoded = encodePairs(model, pairs, maxLength);
  const lengths = encoded.map(({ length }) => length);
  const totalSteps = epochs * Math.ceil(Math.ceil(pairs.length / batchSize) / accumulation);
  const trained = [...updatesOf(options, lengths)];
  const { padTo, lengthsFrom } = paddingOf(options, trained, lengths);
  const trainer = await createTrainer({ ...options, model, padTo });
  try {
    const waiting: WaitingUpdate[] = [];
    let last: UpdateValues | undefined;
    const report = (results: readonly UpdateResult[]): void => {
      for (const result of results) {
        const update = waiting.shift();
        if (!update) throw new Error("the trainer told of an update that was not made");
        const { ids, ...progress } = update;
        assertFinite(result, update.step, ids, last);
        last = result;
        onStep?.({ ...result, ...progress, epochs, totalSteps, pairs: ids.length });
      }
    };
    const settle = async (): Promise<void> => {
      report(await trainer.settle());
    };
    const parameters: ReadParameters = async () => {
      await settle();
      return trainer.parameters();
    };
    const settledEvaluate: HookContext["evaluate"] = async (given) => {
      await settle();
      return evaluate(given);
    };
    const context = { totalSteps, evaluate: settledEvaluate, createMean: () => trainer.createMean(parameters) };
    const hook = chainHooks(hooks.map((each) => each.start(context)));
    const resumed = resume ? await restore(trainer, hook, resume()) : undefined;
    last = resumed?.last;
    signal?.throwIfAborted();
    const needed = lengthsFrom(resumed?.step ?? 0);
    trainer.prepare?.([...new Set(needed.slice(0, 2))], accumulation);
    const [longest] = needed;
    const plan = longest === undefined ? undefined : await trainer.plan?.(longest, accumulation);
    if (plan) onPlan?.(plan);
    let unprepared = needed.slice(2);
    for (const { epoch, step, group } of trained) {
      if (hook.stopped?.()) break;
      if (step <= (resumed?.step ?? 0)) continue;
      const batches = group.map((indices) => indices.flatMap((index) => encoded[index] ?? []));
      const learningRate = schedule.learningRate(step - 1, totalSteps);
      if (trainer.waitsFor(batches)) await settle();
      // Not before the first result: that update would share its processor with compilers.
      if (last && unprepared.length > 0) {
        trainer.prepare?.(unprepared, accumulation);
        unprepared = [];
      }
      waiting.push({ epoch, step, learningRate, ids: batches.flat().map(({ pair }) => pair.id) });
      report(await trainer.update(batches, step, learningRate));
      await hook.afterUpdate(step, parameters);
      // Waiting for a macrotask lets a signal's handler run between two updates.
      await new Promise((resolve) => setImmediate(resolve));
      await onPause?.(async () => {
        await settle();
        return snapshotOf(trainer, hook, step, last);
      });
      signal?.throwIfAborted();
    }
    await settle();
    return await hook.result(parameters);
  } finally {
    await trainer.dispose();
  }
}

/**
 * The length that each batch is padded to. An engine to which each length is seconds of compiling gets few, chosen for the very
 * batches that there are.
 */
function paddingOf(
  { engine, maxLength, padTo }: FitOptions,
  updates: readonly PlannedUpdate[],
  lengths: readonly number[],
): Padding {
  const longestOf = ({ group }: PlannedUpdate): readonly number[] =>
    group.map((indices) => Math.max(...indices.map((index) => lengths[index] ?? 0)));
  const chosen = padTo ?? lengthsFor(engine, maxLength, updates.flatMap(longestOf));
  return {
    padTo: chosen,
    lengthsFrom: (step) => {
      const needed = [...new Set(updates.slice(step).flatMap(longestOf).map(chosen))];
      return needed.length === 0 ? [] : [Math.max(...needed), ...needed];
    },
  };
}

interface Padding {
  readonly padTo: PadTo;
  /** Lengths of the updates after one, if there are any: the longest, then all as they are first needed. */
  readonly lengthsFrom: (step: number) => readonly number[];
}

/** Every update of the training, in its order. */
function* updatesOf(
  { epochs, accumulation = 1, batchSize, rng }: FitOptions,
  lengths: readonly number[],
): Generator<PlannedUpdate> {
  let step = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = likeLengthBatches(lengths, batchSize, rng.fork(`epoch ${epoch}`));
    for (const group of chunks(order, accumulation)) yield { epoch, step: ++step, group };
  }
}

type UpdateValues = Pick<UpdateResult, "loss" | "gradientNorm">;

/** Where training goes on: plain numbers, so that no array of a snapshot is kept. */
interface Resumed {
  readonly step: number;
  readonly last: UpdateValues;
}

/** An update whose result is not known yet. */
interface WaitingUpdate extends Pick<TrainingProgress, "epoch" | "step" | "learningRate"> {
  readonly ids: readonly string[];
}

interface PlannedUpdate {
  readonly epoch: number;
  readonly step: number;
  /** Batches, of indices into the pairs. */
  readonly group: readonly (readonly number[])[];
}

async function snapshotOf(
  trainer: Trainer,
  hook: RunningHook,
  step: number,
  { loss, gradientNorm }: UpdateValues = { loss: NaN, gradientNorm: NaN },
): Promise<TrainingSnapshot> {
  const { values, numbers } = await hook.save();
  return { step, values: { ...(await trainer.values()), ...values }, numbers: { ...numbers, loss, gradientNorm } };
}

async function restore(
  trainer: Trainer,
  hook: RunningHook,
  { step, values, numbers }: TrainingSnapshot,
): Promise<Resumed> {
  await trainer.restore(values);
  await hook.restore({ values, numbers });
  const { loss = NaN, gradientNorm = NaN } = numbers;
  return { step, last: { loss, gradientNorm } };
}

function noEvaluation(): never {
  throw new UserError("training: a hook evaluates parameters, and `evaluate` is not given");
}

function assertFinite(
  { loss, gradientNorm }: UpdateValues,
  step: number,
  ids: readonly string[],
  last: UpdateValues | undefined,
): void {
  if (isFiniteUpdate({ loss, gradientNorm })) return;
  const before = last
    ? `The step before: loss ${last.loss}, gradient norm ${last.gradientNorm}.`
    : "There was no step before.";
  throw new UserError(
    `training stopped at step ${step}: found loss ${loss} and gradient norm ${gradientNorm}, expected finite numbers. ` +
      `${before} Nothing was updated. Try a lower learning rate. The batch: ${ids.join(", ")}`,
  );
}
