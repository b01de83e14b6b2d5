import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import { loadData, RUN_FILES } from "@dalmeum/runs";
import type { ExportManifest } from "./export-manifest.ts";
import type { ExportTask } from "./export-task.ts";
import { exportedPredictions } from "./exported-predictions.ts";

/** How far the ONNX file is from the run. */
export interface Agreement {
  /** Dev pairs that were compared: the first ones. */
  readonly pairs: number;
  /** Largest difference of two scores, 0 .. 5. */
  readonly largest: number;
}

const PAIRS = 64;

/** Of one score, by what the run computed its products in; the file computes in float32. */
const TOLERANCES = { float32: 1e-3, bfloat16: 0.1 };

/**
 * Compare the ONNX file with what the run predicted for dev.
 * @throws UserError where they differ by more than arithmetic: the code is another than the run's.
 */
export async function checkExport(
  folder: string,
  manifest: ExportManifest,
  { found, reporter, signal }: ExportTask,
): Promise<Agreement> {
  const { dev } = await loadData(found.loaded);
  const pairs = dev.slice(0, PAIRS);
  const expected = new Map(
    readPredictions(join(found.folder, RUN_FILES.dev)).map(({ id, prediction }) => [id, prediction]),
  );
  const progress = reporter.progress("checking");
  const predictions = await exportedPredictions({ folder, manifest, pairs, progress, signal });
  const largest = predictions.reduce(
    (most, { id, prediction }) => Math.max(most, Math.abs(prediction - (expected.get(id) ?? NaN))),
    0,
  );
  const tolerance = found.record.inputs.engine.precision === "bfloat16" ? TOLERANCES.bfloat16 : TOLERANCES.float32;
  // A NaN is no agreement.
  if (largest <= tolerance) return { pairs: pairs.length, largest };
  throw new UserError(
    `${found.path}: the exported model's dev scores differ from the run's by up to ${largest}, expected ${tolerance} at most; ` +
      "code or data have changed since: check out the run's commit, or train again",
  );
}
