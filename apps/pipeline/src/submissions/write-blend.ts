import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import type { Dataset, Prediction } from "@dalmeum/contracts";
import { readPredictions, writeSubmission } from "@dalmeum/data";
import { mean } from "@dalmeum/ensembling";
import { writeFileAtomically } from "@dalmeum/files";
import { parseReference, referenceSlug } from "../experiments/experiment-reference.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { sha256File } from "../runs/hash.ts";
import { pairMetrics } from "../runs/pair-metrics.ts";
import { RUN_FILES } from "../runs/run-folder.ts";
import type { RunKey } from "../runs/run-key.ts";
import { keyOf, type RunMetrics } from "../runs/run-record.ts";
import { acceptSubmission } from "./accept-submission.ts";
import type { CurrentRun } from "../runs/finished-runs.ts";

/** manifest.json: what a submission was made of. */
export interface SubmissionManifest {
  readonly experiment: string;
  readonly ensembler: string;
  readonly runs: readonly (RunKey & { readonly path: string; readonly identity: string })[];
  /** Metrics of the same combination on dev. */
  readonly dev: RunMetrics;
  readonly rows: number;
  readonly sha256: string;
  readonly createdAt: string;
}

/**
 * Combine the test predictions of an experiment's runs into its submission folder, which changes only once the gate has
 * accepted them.
 * @throws UserError where the combination is no right submission.
 */
export function writeBlend(
  { root, folder: experimentFolder, reference }: LoadedExperiment,
  runs: readonly CurrentRun[],
  { dev, test }: Dataset,
): { readonly approval: string; readonly manifest: SubmissionManifest } {
  const ensembler = mean();
  const members = (file: string): readonly (readonly Prediction[])[] =>
    runs.map(({ folder }) => readPredictions(join(folder, file)));
  const devMembers = members(RUN_FILES.dev);
  const { combine } = ensembler.fit(devMembers, new Map(dev.map(({ id, score }) => [id, score])));

  const testIds = test.map(({ id }) => id);
  const folder = join(experimentFolder, submissionFolder(reference));
  const submission = join(folder, "submission.csv");
  const unchecked = join(folder, "unchecked", "submission.csv");
  mkdirSync(join(folder, "unchecked"), { recursive: true });
  try {
    writeSubmission(unchecked, combine(members(RUN_FILES.test)), testIds);
    const { approval, rows } = acceptSubmission(unchecked, testIds, "the test data");
    const manifest = {
      experiment: reference,
      ensembler: ensembler.name,
      runs: runs.map(({ path, record }) => ({ path, ...keyOf(record), identity: record.identity })),
      dev: pairMetrics(combine(devMembers), dev, "dev"),
      rows,
      sha256: sha256File(unchecked),
      createdAt: new Date().toISOString(),
    };
    renameSync(unchecked, submission);
    writeFileAtomically(join(folder, "manifest.json"), [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
    return { approval: `${relative(root, folder)}/${approval}`, manifest };
  } finally {
    rmSync(join(folder, "unchecked"), { recursive: true, force: true });
  }
}

/** `submission`, or with settings `submission-alpha-0.3`. */
function submissionFolder(reference: string): string {
  const { settings } = parseReference(reference);
  return `submission${Object.keys(settings).length === 0 ? "" : referenceSlug({ name: "", settings })}`;
}
