import { createRng, type Engine, type Model, type ScoredPair } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import {
  createTrainer,
  type EncodedPair,
  type Trainer,
  type TrainerOptions,
  type UpdateResult,
} from "@dalmeum/training";
import { median } from "../measurement.ts";
import { trainingRng } from "../plan.ts";
import type { DeviceCase, DevicePlan } from "./plan.ts";
import type { Part } from "./result.ts";

const LEARNING_RATE = 1e-5;
/** Ids below are the tokenizer's special tokens. */
const FIRST_WORD = 5;
/** Of the carried tokenizer; a model's vocabulary has at least these. */
const WORDS = 19_000;

interface SpeedOptions {
  readonly plan: DevicePlan;
  readonly of: DeviceCase;
  readonly model: Model;
  readonly engine: Engine;
}

/** The experiment's training on another model and engine. */
export const trainerOf = (
  options: Pick<TrainerOptions, "model" | "engine" | "batchSize" | "maxLength" | "padTo">,
): Promise<Trainer> => {
  const { objective, optimizer, clipNorm } = experiment;
  return createTrainer({ ...options, objective, optimizer, clipNorm, rng: trainingRng() });
};

/** Updates of a whole batch, each without padding: timed as a loop that reads every loss, and as one that reads it late. */
export async function measureSpeed({ plan, of, model, engine }: SpeedOptions): Promise<Part<"speed">> {
  const { batchSize, warmup, measured } = plan;
  const batches = Array.from({ length: warmup + measured }, (_, index) => drawBatch(batchSize, of.length, index));
  const trainer = await trainerOf({ model, engine, batchSize, maxLength: of.length, padTo: () => of.length });
  let step = 0;
  const update = async (): Promise<void> => {
    const batch = batches[step % batches.length] ?? [];
    expectFinite(await trainer.update([batch], ++step, LEARNING_RATE));
  };
  const settle = async (): Promise<void> => {
    expectFinite(await trainer.settle());
  };
  const updateAndRead = async (): Promise<void> => {
    await update();
    await settle();
  };
  try {
    const first = await seconds(updateAndRead);
    for (let index = 1; index < warmup; index++) await updateAndRead();
    const read: number[] = [];
    for (let index = 0; index < measured; index++) read.push(await seconds(updateAndRead));
    const late = await seconds(async () => {
      for (let index = 0; index < measured; index++) await update();
      await settle();
    });
    const memory = await trainer.plan?.(of.length, 1);
    return {
      ...{ part: "speed", runtime: "xla", ...of, batchSize, firstStepSeconds: first },
      ...{
        readSeconds: median(read),
        lateSeconds: late / measured,
        memory: memory ? memory.state + memory.step : null,
      },
    };
  } finally {
    await trainer.dispose();
  }
}

function expectFinite(results: readonly UpdateResult[]): void {
  const loss = results.find((result) => !Number.isFinite(result.loss))?.loss;
  if (loss !== undefined) throw new Error(`an update has the loss ${loss}`);
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Pairs of `length` tokens each. */
function drawBatch(pairs: number, length: number, index: number): readonly EncodedPair<ScoredPair>[] {
  const rng = createRng(index);
  return Array.from({ length: pairs }, (_, row) => {
    const inputIds = Array.from({ length }, () => FIRST_WORD + rng.integer(WORDS - FIRST_WORD));
    const score = 5 * rng.uniform();
    const labels = { score, binaryLabel: score >= 3 ? 1 : 0 } as const;
    const pair = { id: `${index}-${row}`, source: "drawn", sentence1: "", sentence2: "", ...labels };
    return { pair, length, sequences: [{ inputIds, tokenTypeIds: inputIds.map(() => 0) }] };
  });
}
