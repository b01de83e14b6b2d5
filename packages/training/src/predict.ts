import type { Engine, Model, NamedValues, SentencePair } from "@dalmeum/contracts";
import { type EncodedPair, encodePairs } from "./batches/encoded-pair.ts";
import { byLength, chunks } from "./batches/like-length-batches.ts";
import { padBatch } from "./batches/pad-batch.ts";
import { paddedLength } from "./batches/padded-length.ts";
import { parameterInputs } from "./state/keys.ts";
import { predictionStep } from "./steps/prediction-step.ts";

export interface PredictOptions {
  readonly model: Model;
  readonly parameters: NamedValues;
  readonly pairs: readonly SentencePair[];
  /** Pairs a step computes. */
  readonly batchSize?: number;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  readonly engine: Engine;
  /** Stops between two batches; `predict` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Score pairs.
 * @returns by head name, one output a pair in the order of `pairs`.
 */
export async function predict(options: PredictOptions): Promise<Readonly<Record<string, Float32Array>>> {
  const { model, parameters, pairs, batchSize = 64, maxLength, engine, signal, onProgress } = options;
  const encoded = encodePairs(model, pairs, maxLength);
  const lengths = encoded.map(({ length }) => length);
  const results = Object.fromEntries(Object.keys(model.heads).map((head) => [head, new Float32Array(pairs.length)]));
  const compiled = await engine.compileLengths((length) =>
    predictionStep(model, parameters, { pairs: batchSize, length }),
  );
  try {
    let done = 0;
    const held = parameterInputs(parameters);
    for (const indices of chunks(byLength([...lengths.keys()], lengths), batchSize)) {
      signal?.throwIfAborted();
      const batch: EncodedPair[] = indices.flatMap((index) => encoded[index] ?? []);
      const length = paddedLength(Math.max(...batch.map((pair) => pair.length)), maxLength);
      const step = await compiled.at(length);
      const outputs = Object.fromEntries(Object.keys(model.heads).map((head) => [head, new Float32Array(batchSize)]));
      await step.run({ ...held, ...padBatch(model, batch, { pairs: batchSize, length }) }, outputs);
      for (const [head, output] of Object.entries(outputs)) {
        for (const [row, index] of indices.entries()) results[head]?.fill(output[row] ?? NaN, index, index + 1);
      }
      onProgress?.((done += indices.length), pairs.length);
    }
  } finally {
    await compiled.dispose();
  }
  return results;
}
