import type { Engine, Prediction, Progress, SentencePair } from "@dalmeum/contracts";
import { SUBMITTED_HEAD } from "@dalmeum/experiments";
import { loadTokenizer, pairEncoder } from "@dalmeum/tokenizers";
import { lengthsToPredict, type PairReader, pairScorer } from "@dalmeum/training";
import type { ExportManifest } from "./export-manifest.ts";
import { openExport } from "./open-export.ts";

export interface ExportedTask {
  /** Of the export, absolute. */
  readonly folder: string;
  readonly manifest: Pick<ExportManifest, "reading" | "serving">;
  readonly engine: Engine;
  readonly pairs: readonly SentencePair[];
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Predictions of an export's ONNX file, in the order of the pairs.
 * @throws UserError where it has none or a damaged one, or a pair's source is not known to it.
 */
export async function exportedPredictions({
  folder,
  manifest: { reading, serving },
  engine,
  pairs,
  progress,
  signal,
}: ExportedTask): Promise<readonly Prediction[]> {
  const reader = readerOf(folder, reading);
  const { steps, held, pairs: batchSize } = await openExport(folder, serving, { reader, engine });
  try {
    const onProgress = (done: number, total: number): void => {
      progress.update(done, total);
    };
    const { maxLength, symmetric } = reading;
    const padTo = lengthsToPredict(engine, maxLength);
    const scorer = pairScorer({ reader, pairs, batchSize, maxLength, padTo, symmetric, signal });
    const found = await scorer.score(steps, { held, onProgress });
    return pairs.map(({ id }, index) => ({ id, prediction: found[SUBMITTED_HEAD]?.[index] ?? NaN }));
  } finally {
    progress.finish();
    await steps.dispose();
  }
}

/** The folder's tokenizer has the sources' tokens too. */
export function readerOf(folder: string, reading: ExportManifest["reading"]): PairReader {
  const { vocabSize, sources, typeVocabSize, maxLength } = reading;
  const limits = { vocabSize: vocabSize + sources.length, typeVocabSize, maxLength };
  return { ...reading, encode: pairEncoder(loadTokenizer(folder, limits), reading) };
}
