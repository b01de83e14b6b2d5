import { isReached } from "@dalmeum/runs";
import { type Change, codeChanges, readCodeArchive } from "@dalmeum/runs/changes";
import type { EvidenceRun } from "../arms/candidate-runs.ts";

const MOST = 3;

/**
 * Where two arms were made by different code of the same place: a constant that was changed between them, say. What one reaches and the
 * other does not follows from their experiments, whose own files differ anyhow.
 */
export function codeDifferences(
  name: string,
  control: readonly EvidenceRun[],
  treatment: readonly EvidenceRun[],
): readonly string[] {
  const [before] = control;
  if (before === undefined) return [];
  const changes = new Map<string, Change>();
  for (const run of distinctCode(treatment)) {
    for (const change of changesBetween(before, run)) changes.set(change.text, change);
  }
  const texts = [...changes.keys()];
  if (texts.length === 0) return [];
  const rest = texts.length > MOST ? `, and ${texts.length - MOST} more` : "";
  return [`${name} and its control were made by different code: ${texts.slice(0, MOST).join("; ")}${rest}.`];
}

/** A run of each state of code. */
function distinctCode(runs: readonly EvidenceRun[]): readonly EvidenceRun[] {
  const byCode = new Map(runs.map((run) => [codeHash(run), run]));
  return [...byCode.values()];
}

function changesBetween(before: EvidenceRun, after: EvidenceRun): readonly Change[] {
  if (codeHash(before) === codeHash(after)) return [];
  const [old, now] = [before, after].map(({ folder }) => readCodeArchive(folder));
  if (old === undefined || now === undefined) return [];
  const own = [before, after].map(({ record }) => `experiments/${record.experiment}/`);
  const same = before.record.experiment === after.record.experiment;
  const counts = ({ file = "" }: { readonly file?: string }): boolean =>
    same || !own.some((folder) => file.startsWith(folder));
  const shared = (archive: typeof old): typeof old => ({ ...archive, pieces: archive.pieces.filter(counts) });
  return codeChanges(shared(old), shared(now)).filter(({ kind }) => kind === "edited");
}

const codeHash = ({ record: { inputs } }: EvidenceRun): string | undefined =>
  isReached(inputs.code) ? inputs.code.hash : undefined;
