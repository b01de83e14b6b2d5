import { counted, UserError } from "@dalmeum/contracts";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { listRuns, openRunStore, pruneRuns, pullRuns, pushRuns, type Transfer, type Transferred } from "@dalmeum/runs";
import { type ClusterChoice, describeEngine } from "../elsewhere/cluster-choice.ts";
import { submittedIdentities } from "@dalmeum/submissions";
import { createReporter } from "../terminal/reporter.ts";
import { megabytes, runLine } from "../terminal/run-lines.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

export interface ListFlags extends CommonFlags, ClusterChoice {}

/** Every run, here and in the store. */
export async function list(this: Context, flags: ListFlags, ...experiments: readonly string[]): Promise<void> {
  const reporter = createReporter(this.process, flags.json);
  const root = findWorkspaceRoot(this.cwd);
  const share = shareOf(this, root, reporter, () => describeEngine(this, root, flags));
  const found = await listRuns(root, experiments, share);
  reporter.result(found, found.length === 0 ? ["There are no runs"] : found.map(runLine));
}

export interface TransferFlags extends CommonFlags, ClusterChoice {
  readonly weights: boolean;
}

/** Fetch runs from the store. */
export async function pull(this: Context, flags: TransferFlags, ...named: readonly string[]): Promise<void> {
  await transfer.call(this, flags, named, pullRuns);
}

/** Put finished runs into the store. */
export async function push(this: Context, flags: TransferFlags, ...named: readonly string[]): Promise<void> {
  await transfer.call(this, flags, named, pushRuns);
}

async function transfer(
  this: Context,
  { weights, json, ...choice }: TransferFlags,
  named: readonly string[],
  move: (transfer: Transfer, named: string) => Promise<readonly Transferred[]>,
): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  const store = openRunStore({ root, signal: this.signal });
  const engine = () => describeEngine(this, root, choice);
  const moved: Transferred[] = [];
  for (const each of named) moved.push(...(await move({ root, cwd: this.cwd, store, engine, weights }, each)));
  reporter.result(
    moved,
    moved.map(({ path, outcome, lacksWeights }) => `${path}: ${outcome}${lacksWeights ? ", without its weights" : ""}`),
  );
  const left = moved.filter(({ outcome, lacksWeights }) => outcome.startsWith("not") || lacksWeights);
  if (left.length > 0) throw new UserError(`${counted(left.length, "run")} not moved whole, or not there`);
}

export interface PruneFlags extends CommonFlags {
  readonly delete: boolean;
  readonly force: boolean;
}

/** Say which stale runs could go, and delete them where that is asked for. */
export async function prune(this: Context, flags: PruneFlags, ...experiments: readonly string[]): Promise<void> {
  const reporter = createReporter(this.process, flags.json);
  const root = findWorkspaceRoot(this.cwd);
  const submitted = submittedIdentities(root);
  const stale = await pruneRuns(root, { ...flags, experiments, submitted }, shareOf(this, root, reporter));
  const bytes = (runs: typeof stale): number => runs.reduce((sum, run) => sum + run.bytes, 0);
  const deleted = stale.filter((run) => run.deleted);
  reporter.result(stale, [
    ...stale.map(
      (run) =>
        `${run.path}: ${megabytes(run.bytes)}, ${run.stored === true ? "in the store" : "not in the store"}` +
        `${run.submitted ? ", a submission names it" : ""}: ${run.deleted ? "deleted" : (run.why ?? "stale")}`,
    ),
    flags.delete
      ? `${counted(deleted.length, "run")} deleted, ${megabytes(bytes(deleted))}`
      : `${counted(stale.length, "stale run")}, ${megabytes(bytes(stale))}; --delete deletes those that the store has`,
  ]);
}
