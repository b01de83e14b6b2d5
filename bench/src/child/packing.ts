import { createRng } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-bi-encoder/experiment.ts";
import { createTrainer, encodePairs, lengthsFor, likeLengthBatches } from "@dalmeum/training";
import { workspaceRoot } from "../workspace-root.ts";
import type { Task } from "./task.ts";

/** Batches of the epoch that are measured, as far apart as they can be. */
const BATCHES = 20;

/**
 * Updates of a bi-encoder with its tokens packed, and with the padding between them computed, on the same batches in turn. Every batch
 * was seen before, so that nothing is compiled. The processor is asked, since two at once would tell each other's time by a clock.
 */
export async function packing({ dataset: { train }, engine }: Pick<Task, "dataset" | "engine">) {
  const { objective, optimizer, batchSize, maxLength, clipNorm } = experiment;
  const model = experiment.model.load(workspaceRoot);
  const encoded = encodePairs(model, train, maxLength);
  const lengths = encoded.map(({ length }) => length);
  const epoch = likeLengthBatches(lengths, batchSize, createRng(1)).filter(({ length }) => length === batchSize);
  const apart = Math.max(1, Math.floor(epoch.length / BATCHES));
  const batches = epoch.filter((_, index) => index % apart === 0).slice(0, BATCHES);
  const longest = epoch.map((indices) => Math.max(...indices.map((index) => lengths[index] ?? 0)));
  const padTo = lengthsFor(engine, maxLength, longest);
  const start = async (packs: boolean) => {
    const options = { model: { ...model, packs }, objective, optimizer, batchSize, maxLength, clipNorm, engine, padTo };
    return { trainer: await createTrainer({ ...options, rng: createRng(1) }), seconds: 0, tokens: 0, updates: 0 };
  };
  const [packed, padded] = [await start(true), await start(false)];
  for (const measured of [false, true]) {
    for (const [index, indices] of batches.entries()) {
      const batch = indices.flatMap((each) => encoded[each] ?? []);
      for (const way of index % 2 === 0 ? [packed, padded] : [padded, packed]) {
        const before = processorSeconds();
        const update = await way.trainer.update([batch], ++way.updates, RATE);
        const results = [...update, ...(await way.trainer.settle())];
        if (!measured) continue;
        way.seconds += processorSeconds() - before;
        way.tokens += results.reduce((sum, { tokens }) => sum + tokens, 0);
      }
    }
  }
  for (const { trainer } of [packed, padded]) await trainer.dispose();
  const sequences = batches.flat().flatMap((index) => encoded[index]?.sequences ?? []);
  return {
    realTokens: sequences.reduce((sum, { inputIds }) => sum + inputIds.length, 0),
    ...{ seconds: packed.seconds, tokens: packed.tokens },
    ...{ secondsPadded: padded.seconds, tokensPadded: padded.tokens },
  };
}

/** Small, so that weights stay what they are in either. */
const RATE = 1e-6;

/** Of the processor, of all threads. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
