import { mkdirSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Dataset, type Prediction, type SentencePair, UserError } from "@dalmeum/contracts";
import { writePredictions, writeSubmission } from "@dalmeum/data";
import { replaceFolder, sha256File } from "@dalmeum/files";
import {
  type EnsembleMember,
  gitCommit,
  keyOf,
  memberPredictions,
  pairMetrics,
  RUN_FILES,
  type RunMetrics,
} from "@dalmeum/runs";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { acceptSubmission, examineColumn } from "./accept-submission.ts";
import {
  codeHash,
  keptMetrics,
  type MemberRun,
  SUBMISSION,
  type SubmissionManifest,
  writeSubmissionManifest,
} from "./manifest.ts";
import { candidateFolder, type Kept, KEPT, memberFolder, sixDigits } from "./submission-folder.ts";
import type { SubmittedRuns } from "./submission-members.ts";

/** A submission that may be handed in. */
export interface Candidate {
  /** One line for people. */
  readonly approval: string;
  /** Of the predictions that are kept; the manifest has a part of it. */
  readonly dev: RunMetrics;
  readonly manifest: SubmissionManifest;
}

/**
 * Write an experiment's submission: the CSV, what it and its members predicted, and where all of it comes from. The folder
 * changes only once the CSV has been accepted.
 * @param version of the pipeline.
 * @throws UserError where the predictions make no right submission.
 */
export async function writeCandidate(
  { root, folder: experimentFolder, reference }: LoadedExperiment,
  { submitted, members }: SubmittedRuns,
  dataset: Dataset,
  version: string,
): Promise<Candidate> {
  const target = candidateFolder(experimentFolder, reference);
  const testIds = dataset.test.map(({ id }) => id);
  const commit = await gitCommit(root);
  return replaceFolder(target, (folder) => {
    const csv = join(folder, SUBMISSION);
    writeSubmission(csv, memberPredictions(submitted, "test", dataset.test), testIds);
    const { approval } = acceptSubmission(csv, examineColumn(csv, testIds), "the test data");
    const { dev: predicted, heldOut } = keepSets(folder, submitted, dataset);
    const dev = pairMetrics(predicted, dataset.dev, "dev");
    if (members[0] !== submitted) {
      const places = members.map(({ reference: name }) => memberFolder(folder, name));
      const twice = members.filter((_, index) => places.indexOf(places[index] ?? "") !== index);
      if (twice.length > 0) {
        const names = twice.map(({ reference: name }) => name).join(", ");
        throw new UserError(`${reference}: ${names} would lie where another member does; rename the experiment`);
      }
      for (const member of members) keepSets(memberFolder(folder, member.reference), member, dataset);
    }
    const manifest: SubmissionManifest = {
      experiment: reference,
      version,
      commit,
      dev: keptMetrics(dev),
      outOfFold: heldOut === undefined ? null : keptMetrics(pairMetrics(heldOut, dataset.train, "out-of-fold")),
      members: members.map(({ reference: experiment, runs }) => ({ experiment, runs: runs.map(memberRun) })),
      files: writtenHashes(folder),
    };
    writeSubmissionManifest(folder, manifest);
    return { approval: `${relative(root, target)}/${approval}`, dev, manifest };
  });
}

/** Keep what an experiment predicted of each set, in the digits that are kept: metrics are those of what is there. */
function keepSets(folder: string, member: EnsembleMember, { train, dev, test }: Dataset) {
  mkdirSync(folder, { recursive: true });
  const hasFolds = member.runs.every(({ record }) => RUN_FILES.heldOut in record.result.files);
  const kept = (set: Kept, pairs: readonly SentencePair[]): readonly Prediction[] =>
    memberPredictions(member, set, pairs).map(({ id, prediction }) => ({ id, prediction: sixDigits(prediction) }));
  const sets = {
    heldOut: hasFolds ? kept("heldOut", train) : undefined,
    dev: kept("dev", dev),
    test: kept("test", test),
  };
  for (const set of KEPT) {
    const predictions = sets[set];
    if (predictions !== undefined) writePredictions(join(folder, RUN_FILES[set]), predictions);
  }
  return sets;
}

function memberRun({ path, record }: EnsembleMember["runs"][number]): MemberRun {
  const { identity, commit, inputs } = record;
  const kept = { identity, commit, code: codeHash(inputs.code), data: inputs.data, engine: inputs.engine };
  return { path: path.replaceAll(sep, "/"), ...keyOf(record), ...kept };
}

/** Hash of every file in a folder, by its path in it; null of what is no file, as a link or an empty folder. */
export function fileHashes(folder: string): Readonly<Record<string, string | null>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => !entry.isDirectory() || readdirSync(path).length === 0)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const nameOf = (path: string): string => relative(folder, path).replaceAll(sep, "/");
  return Object.fromEntries(entries.map(({ entry, path }) => [nameOf(path), entry.isFile() ? sha256File(path) : null]));
}

/** The same of a folder that was just written, which holds files alone. */
function writtenHashes(folder: string): SubmissionManifest["files"] {
  return Object.fromEntries(Object.entries(fileHashes(folder)).map(([file, hash]) => [file, hash ?? ""]));
}
