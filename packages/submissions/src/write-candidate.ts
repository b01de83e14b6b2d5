import { mkdirSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Dataset } from "@dalmeum/contracts";
import { writeSubmission } from "@dalmeum/data";
import { replaceFolder, sha256File } from "@dalmeum/files";
import { type EnsembleMember, gitCommit, memberPredictions, pairMetrics, RUN_FILES } from "@dalmeum/runs";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { acceptSubmission } from "./accept-submission.ts";
import { codeHash, type MemberRun, SUBMISSION, type SubmissionManifest, writeSubmissionManifest } from "./manifest.ts";
import { candidateFolder, keepPredictions, KEPT, memberFolder } from "./submission-folder.ts";
import type { SubmittedRuns } from "./submission-members.ts";

/** A submission that may be handed in. */
export interface Candidate {
  /** One line for people. */
  readonly approval: string;
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
    const { approval, rows } = acceptSubmission(csv, testIds, "the test data");
    const { dev, heldOut } = keepSets(folder, submitted, dataset);
    if (members[0] !== submitted) {
      for (const member of members) keepSets(memberFolder(folder, member.reference), member, dataset);
    }
    const manifest: SubmissionManifest = {
      experiment: reference,
      version,
      commit,
      createdAt: new Date().toISOString(),
      rows,
      dev: pairMetrics(dev, dataset.dev, "dev"),
      outOfFold: heldOut === undefined ? null : pairMetrics(heldOut, dataset.train, "out-of-fold"),
      members: members.map(({ reference: experiment, runs }) => ({ experiment, runs: runs.map(memberRun) })),
      files: fileHashes(folder),
    };
    writeSubmissionManifest(folder, manifest);
    return { approval: `${relative(root, target)}/${approval}`, manifest };
  });
}

/** Keep what an experiment predicted of each set. */
function keepSets(folder: string, member: EnsembleMember, { train, dev, test }: Dataset) {
  mkdirSync(folder, { recursive: true });
  const hasFolds = member.runs.every(({ record }) => RUN_FILES.heldOut in record.result.files);
  const sets = {
    heldOut: hasFolds ? memberPredictions(member, "heldOut", train) : undefined,
    dev: memberPredictions(member, "dev", dev),
    test: memberPredictions(member, "test", test),
  };
  for (const set of KEPT) {
    const predictions = sets[set];
    if (predictions !== undefined) keepPredictions(folder, set, predictions);
  }
  return sets;
}

function memberRun({
  path,
  record,
}: EnsembleMember["runs"][number]): MemberRun {
  const { identity, commit, inputs } = record;
  return { path, identity, commit, code: codeHash(inputs.code), data: inputs.data, engine: inputs.engine };
}

/** Hash of every file in a folder, by its path in it. */
export function fileHashes(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return Object.fromEntries(files.map((file) => [relative(folder, file).replaceAll(sep, "/"), sha256File(file)]));
}
