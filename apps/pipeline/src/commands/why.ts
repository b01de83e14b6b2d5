import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { findWorkspaceRoot, loadExperiment, type LoadedExperiment } from "@dalmeum/experiments";
import {
  findRun,
  keyOf,
  keyText,
  lastRun,
  type PastRun,
  reachedCode,
  runFolder,
  runIdentity,
  runInputs,
  type RunKey,
  runKeys,
  runState,
} from "@dalmeum/runs";
import { type Change, explainRun, located } from "@dalmeum/runs/changes";
import { type ClusterChoice, describeEngine } from "../elsewhere/cluster-choice.ts";
import { createReporter } from "../terminal/reporter.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";

export interface WhyFlags extends CommonFlags, ClusterChoice {}

/** What is told of one run. */
interface Told {
  /** `seed 1`, or `seed 1, fold 2`. */
  readonly run: string;
  /** Relative to the workspace root; null where there is none. */
  readonly path: string | null;
  readonly state: "today's" | "stale" | "not trained" | "running" | "unfinished";
  readonly changes: readonly Change[];
}

/** Say why an experiment's runs, or one run, are or are not today's. */
export async function why(this: Context, { json, ...choice }: WhyFlags, named: string): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  const engine = await describeEngine(this, root, choice);
  const isPath = [this.cwd, root].some((folder) => existsSync(resolve(folder, named)));
  const found = isPath ? await findRun({ root, cwd: this.cwd, path: named, share: undefined }) : undefined;
  const loaded = found?.loaded ?? (await loadExperiment(root, named));
  const today = { inputs: await runInputs(loaded, engine), ...(await reachedCode(loaded, engine.name)) };
  const told = found
    ? [tellRun(loaded, found, keyOf(found.record), today)]
    : runKeys(loaded.experiment).map((key) => tellKey(loaded, key, today));
  createReporter(this.process, json).result(
    told,
    told.flatMap((each) => lines(root, each)),
  );
}

type Today = Parameters<typeof explainRun>[1];

function tellKey(loaded: LoadedExperiment, key: RunKey, today: Today): Told {
  const folder = runFolder(loaded.folder, key, runIdentity(today.inputs, key));
  const state = runState(folder);
  const run = { run: keyText(key), path: relative(loaded.root, folder), changes: [] };
  if (state.kind === "finished") return { ...run, state: "today's" };
  if (state.kind !== "missing") return { ...run, state: state.kind };
  const last = lastRun(loaded.folder, key, loaded.settings);
  return last === undefined ? { ...run, path: null, state: "not trained" } : tellRun(loaded, last, key, today);
}

function tellRun({ root }: LoadedExperiment, past: PastRun, key: RunKey, today: Today): Told {
  const run = { run: keyText(key), path: relative(root, past.folder) };
  if (past.record.identity === runIdentity(today.inputs, key)) return { ...run, state: "today's", changes: [] };
  return { ...run, state: "stale", changes: explainRun(past, today) };
}

function lines(root: string, { run, path, state, changes }: Told): readonly string[] {
  const head = `${run}: ${path === null ? "" : `${path} is `}${state}`;
  const rest = state === "today's" ? ", nothing that it follows from has changed" : "";
  return [head + rest, ...changes.flatMap((change) => [`  ${located(root, change)}`, ...indented(change.lines)])];
}

const indented = (code: readonly string[] = []): readonly string[] => code.map((line) => `      ${line}`);
