import { join } from "node:path";
import { type Engine, type Prediction, type SentencePair, UserError } from "@dalmeum/contracts";
import { normaliseText, readPredictions } from "@dalmeum/data";
import { readJson } from "@dalmeum/files";
import { loadData, RUN_FILES } from "@dalmeum/runs";
import { submittedPredictions } from "@dalmeum/runs/training";
import { chooseEngine } from "@dalmeum/runtimes";
import { createPredictor } from "@dalmeum/training";
import { z } from "zod";
import type { ExportManifest } from "./export-manifest.ts";
import type { ExportTask } from "./export-task.ts";
import { exportedPredictions } from "./exported-predictions.ts";
import { CHECKED_ON } from "./open-export.ts";
import { oddPairs } from "./odd-pairs.ts";

/** How far the ONNX file is from the run. */
export interface Agreement {
  /** Dev pairs that were compared: the first ones. */
  readonly pairs: number;
  /** Odd pairs that were compared besides. */
  readonly oddPairs: number;
  /** Largest difference of two scores, 0 .. 5. */
  readonly largest: number;
}

const PAIRS = 64;

/**
 * Of one score, by what the run computed its products in; the file computes in float32. TF32 keeps three bits of a factor more
 * than bfloat16, so its roundings are an eighth of those.
 */
export const TOLERANCES = { float32: 1e-3, tf32: 0.1 / 8, bfloat16: 0.1 };

/**
 * Compare the ONNX file, by the folder's tokenizer, with what the run predicted for dev, and with what its model predicts
 * for odd pairs; those reach the folder as they are written, and the model as a reader of files leaves them.
 * @throws UserError where they differ by more than arithmetic: the code is another than the run's, or text is read otherwise.
 */
export async function checkExport(folder: string, manifest: ExportManifest, task: ExportTask): Promise<Agreement> {
  const { found } = task;
  const { dev } = await loadData(found.loaded);
  const pairs = dev.slice(0, PAIRS);
  const odd = oddPairs({
    dev,
    addedTokens: addedTokens(folder, manifest.reading.vocabSize),
    maxLength: manifest.reading.maxLength,
  }).map(({ kind, pair }, index) => ({ kind, pair: { ...pair, id: `odd ${index}` } }));
  const written = [...pairs, ...odd.map(({ pair }) => pair)];
  const { reporter, signal } = task;
  const progress = reporter.progress("checking");
  const engine = await chooseEngine(found.loaded.root, CHECKED_ON);
  const predictions = await exportedPredictions({ folder, manifest, engine, pairs: written, progress, signal });
  const plain = largestDifference(
    predictions.slice(0, pairs.length),
    readPredictions(join(found.folder, RUN_FILES.dev)),
  );
  const tolerance = toleranceOf(found.record.inputs.engine.precision);
  // A NaN is no agreement.
  if (!(plain.difference <= tolerance)) {
    throw new UserError(
      `${found.path}: the exported model's dev scores differ from the run's by up to ${plain.difference}, expected ${tolerance} at most; ` +
        "code or data have changed since: check out the run's commit, or train again",
    );
  }
  const asModel = await modelPredictions(
    odd.map(({ pair }) => pair),
    engine,
    task,
  );
  const worst = largestDifference(predictions.slice(pairs.length), asModel);
  if (!(worst.difference <= TOLERANCES.float32)) {
    const { kind, pair } = odd[worst.index] ?? {};
    throw new UserError(
      `${found.path}: the exported model scores an odd pair (${kind}) otherwise than the run's model, by ${worst.difference}, ` +
        `expected ${TOLERANCES.float32} at most: ${JSON.stringify([pair?.sentence1, pair?.sentence2])}. Its text or tokens are ` +
        "read otherwise outside of the run: predict with the run itself, or name another checkpoint and train again",
    );
  }
  return { pairs: pairs.length, oddPairs: odd.length, largest: Math.max(plain.difference, worst.difference) };
}

const toleranceOf = (precision: string): number =>
  precision === "bfloat16" || precision === "tf32" ? TOLERANCES[precision] : TOLERANCES.float32;

const tokenizerSchema = z.object({
  added_tokens: z.array(z.object({ id: z.int(), content: z.string() })),
});

/** Spellings of the checkpoint's added tokens; sources' tokens are the export's own. */
const addedTokens = (folder: string, vocabSize: number): readonly string[] =>
  readJson(join(folder, "tokenizer.json"), tokenizerSchema).added_tokens.flatMap(({ id, content }) =>
    id < vocabSize && !content.startsWith("<unused:") ? [content] : [],
  );

/** What the run's model predicts in float32 for pairs as a reader of files leaves them. */
async function modelPredictions(
  pairs: readonly SentencePair[],
  engine: Engine,
  { found: { loaded }, model, parameters, batch, reporter, signal }: ExportTask,
): Promise<readonly Prediction[]> {
  const { maxLength, symmetric } = loaded.experiment;
  const predictor = createPredictor({ model, maxLength, symmetric, engine, batchSize: batch, signal });
  const read = pairs.map((pair) => ({
    ...pair,
    sentence1: normaliseText(pair.sentence1),
    sentence2: normaliseText(pair.sentence2),
  }));
  try {
    await predictor.set(parameters);
    return await submittedPredictions(predictor, read, reporter.progress("checking"));
  } finally {
    await predictor.dispose();
  }
}

/** How far predictions are from those expected at most, and which is; NaN where one is not a number or not expected. */
function largestDifference(
  predictions: readonly Prediction[],
  expected: readonly Prediction[],
): { readonly difference: number; readonly index: number } {
  const known = new Map(expected.map(({ id, prediction }) => [id, prediction]));
  const differences = predictions.map(({ id, prediction }) => Math.abs(prediction - (known.get(id) ?? NaN)));
  const broken = differences.findIndex(Number.isNaN);
  const difference = differences.reduce((most, each) => Math.max(most, each), 0);
  return { difference, index: broken < 0 ? differences.indexOf(difference) : broken };
}
