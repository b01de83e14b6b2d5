import type { CompiledSteps, HostArrays, Model } from "@dalmeum/contracts";
import type { EncodedPair } from "../batches/encoded-pair.ts";
import { byLength, chunks } from "../batches/like-length-batches.ts";
import { padBatch } from "../batches/pad-batch.ts";
import type { PadTo } from "../batches/padded-length.ts";

/** What is computed in batches: a pair in one or two sequences, or a sentence alone. */
export type BatchItem = Pick<EncodedPair, "sequences" | "length">;

export interface BatchesOptions {
  readonly model: Pick<Model, "sequencesPerPair" | "padTokenId">;
  readonly items: readonly BatchItem[];
  /** Items that a step computes, B. */
  readonly batchSize: number;
  readonly padTo: PadTo;
  /** Further inputs of every run. */
  readonly held: HostArrays;
  /** Stops between two batches; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** By name of the output. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/**
 * Every item through steps whose outputs have B rows, in batches of like length.
 * @returns rows of the outputs in the order of the items, end to end; no output where there are no items.
 */
export async function runBatches(
  steps: Pick<CompiledSteps, "at">,
  { model, items, batchSize, padTo, held, signal, onProgress }: BatchesOptions,
): Promise<Outputs> {
  const lengths = items.map(({ length }) => length);
  const results: Record<string, Float32Array> = {};
  let done = 0;
  for (const indices of chunks(byLength([...lengths.keys()], lengths), batchSize)) {
    signal?.throwIfAborted();
    const batch = indices.flatMap((index) => items[index] ?? []);
    const length = padTo(Math.max(...batch.map((item) => item.length)));
    const step = await steps.at(length);
    const outputs = Object.fromEntries(
      Object.entries(step.outputs).map(([name, { shape }]) => [name, new Float32Array(sizeOf(shape))]),
    );
    await step.run({ ...held, ...padBatch(model, batch, { pairs: batchSize, length }) }, outputs);
    for (const [name, output] of Object.entries(outputs)) {
      const width = output.length / batchSize;
      const result = (results[name] ??= new Float32Array(items.length * width));
      for (const [row, index] of indices.entries()) {
        result.set(output.subarray(row * width, (row + 1) * width), index * width);
      }
    }
    onProgress?.((done += indices.length), items.length);
  }
  return results;
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
