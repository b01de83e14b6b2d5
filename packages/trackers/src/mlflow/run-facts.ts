import type { TrackedRun } from "../tracked-run.ts";
import { withKeys } from "./keys.ts";

/** By which a run is found again. */
export const IDENTITY = "dalmeum.identity";

/** Most characters that MLflow 3 takes of a param; of a tag it takes more than these. */
const LONGEST_PARAM = 6000;
const LONGEST_TAG = 5000;

export const runName = ({ reference, seed, fold }: TrackedRun): string =>
  `${reference} seed ${seed}${fold === undefined ? "" : ` fold ${fold}`}`;

/** What runs are told apart by: experiment, seed and fold, and every option. */
export function runParams({ experiment, seed, fold, options }: TrackedRun): ReadonlyMap<string, string> {
  const named: (readonly [string, string])[] = [
    ["experiment", experiment],
    ["seed", String(seed)],
    ...(fold === undefined ? [] : ([["fold", String(fold)]] as const)),
    ...options,
  ];
  return withKeys(named.map(([name, value]) => [name, shortened(value, LONGEST_PARAM)] as const));
}

/** Where a run comes from; those of `mlflow.` are columns of MLflow's own. */
export function runTags(run: TrackedRun): ReadonlyMap<string, string> {
  const { commit, engine, owner, claim } = run;
  const tags: Readonly<Record<string, string | undefined>> = {
    [IDENTITY]: run.identity,
    "dalmeum.experiment": run.reference,
    "dalmeum.run": run.path,
    "dalmeum.host": run.host,
    "dalmeum.engine": engine?.name,
    "dalmeum.precision": engine?.precision,
    "dalmeum.dirty": commit && String(commit.dirty),
    "mlflow.source.git.commit": commit?.hash,
    "mlflow.source.name": `experiments/${run.experiment}/experiment.ts`,
    "mlflow.source.type": "LOCAL",
    "mlflow.user": owner,
    "mlflow.note.content": claim,
  };
  return new Map(
    Object.entries(tags).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, shortened(value, LONGEST_TAG)] as const],
    ),
  );
}

/** A run that is stopped may be continued: it runs again then. */
export const STATUSES = { finished: "FINISHED", running: "RUNNING", failed: "FAILED", stopped: "KILLED" } as const;

/** Without half of a character at its end, which no database takes. */
const shortened = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
