import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Prediction, type Progress, type SentencePair, type Signature, UserError } from "@dalmeum/contracts";
import { batchSignature, type PairReader, pairScorer } from "@dalmeum/training";
import { SUBMITTED_HEAD } from "@dalmeum/experiments";
import { loadCompiler } from "@dalmeum/runtimes";
import type { ExportManifest } from "./export-manifest.ts";
import { loadTokenizer, pairEncoder } from "@dalmeum/tokenizers";

export interface ExportedTask {
  /** Of the export, absolute. */
  readonly folder: string;
  readonly manifest: Pick<ExportManifest, "reading" | "serving">;
  readonly pairs: readonly SentencePair[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Predictions of an export's ONNX file, in the order of the pairs.
 * @throws UserError where it has none, or a pair's source is not known to it.
 */
export async function exportedPredictions({
  folder,
  manifest,
  pairs,
  ...task
}: ExportedTask): Promise<readonly Prediction[]> {
  const { reading, serving } = manifest;
  if (serving === null) {
    throw new UserError(`${folder}: holds no ONNX file; predict with the run, or in Python as README.md shows`);
  }
  const { openOnnx } = await loadCompiler();
  const { maxLength, symmetric } = reading;
  const reader = readerOf(folder, reading);
  const outputs: Signature = { [SUBMITTED_HEAD]: { shape: [serving.pairs], dtype: "float32" } };
  const steps = openOnnx({
    onnx: readFileSync(join(folder, serving.name)),
    inputs: serving.inputs,
    outputs: Object.keys(outputs),
    at: (length) => ({ inputs: batchSignature(reader, { pairs: serving.pairs, length }), outputs }),
  });
  try {
    const batchSize = serving.pairs;
    const { signal, progress } = task;
    const onProgress = (done: number, total: number): void => {
      progress.update(done, total);
    };
    const scorer = pairScorer({ reader, pairs, batchSize, maxLength, symmetric, signal });
    const found = await scorer.score(steps, { onProgress });
    return pairs.map(({ id }, index) => ({ id, prediction: found[SUBMITTED_HEAD]?.[index] ?? NaN }));
  } finally {
    task.progress.finish();
    await steps.dispose();
  }
}

/** The folder's tokenizer has the sources' tokens too. */
export function readerOf(folder: string, reading: ExportManifest["reading"]): PairReader {
  const { vocabSize, sources, typeVocabSize, maxLength } = reading;
  const limits = { vocabSize: vocabSize + sources.length, typeVocabSize, maxLength };
  return { ...reading, encode: pairEncoder(loadTokenizer(folder, limits), reading) };
}
