import { canonicalJson } from "@dalmeum/files";
import type { RunInputs } from "../record/run-record.ts";
import type { Change } from "./change.ts";

/** What differs between two runs' inputs, their code's text left out. */
export function inputChanges(before: RunInputs, after: RunInputs): readonly Change[] {
  return [
    ...valueChanges(before.options, after.options).map((text) => ({ part: "options" as const, text })),
    ...hashChanges("data", before.data, after.data),
    ...hashChanges("checkpoint", before.checkpoint, after.checkpoint),
    ...valueChanges(before.engine, after.engine).map((text) => ({ part: "engine" as const, text: `engine ${text}` })),
    ...hashChanges("members", before.members ?? {}, after.members ?? {}),
    ...startChanges(before.starts, after.starts),
    ...packageChanges(before.code.packages, after.code.packages),
    ...environmentChanges(before.code.environment, after.code.environment),
  ];
}

/** `epochs 3 became 4`, `objective.options.terms.0.weight 0.5 became 0.7`. */
function valueChanges(before: unknown, after: unknown, path: readonly string[] = []): readonly string[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (!isObject(before) || !isObject(after)) {
    return [`${path.join(".")} ${shown(before)} became ${shown(after)}`];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => valueChanges(before[key], after[key], [...path, key]));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** Longer values are cut. */
const MOST_LETTERS = 60;

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = canonicalJson(value);
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS)}...`;
}

type Hashes = RunInputs["data"];

function hashChanges(part: "data" | "checkpoint" | "members", before: Hashes, after: Hashes): readonly Change[] {
  const what = part === "members" ? "predicts something else" : "has other content";
  return eachChange(before, after, (name, old, now) => {
    if (old === undefined) return { part, text: `${name}: new` };
    return { part, text: now === undefined ? `${name}: no longer used` : `${name}: ${what}` };
  });
}

/** What has changed of the experiment that it starts from, its own `why` tells. */
function startChanges(before: RunInputs["starts"], after: RunInputs["starts"]): readonly Change[] {
  if (before === undefined || after === undefined || canonicalJson(before) === canonicalJson(after)) return [];
  const named = (starts: NonNullable<RunInputs["starts"]>): string =>
    starts.map(({ seed, identity }) => `seed ${seed}, ${identity.slice(0, 8)}`).join("; ");
  return [{ part: "start", text: `the run that it starts from, ${named(before)}, became ${named(after)}` }];
}

function packageChanges(
  before: RunInputs["code"]["packages"],
  after: RunInputs["code"]["packages"],
): readonly Change[] {
  const part = "packages";
  return eachChange(before, after, (name, old, now) => {
    if (old === undefined) return { part, text: `package ${name} is imported now` };
    if (now === undefined) return { part, text: `package ${name} is no longer imported` };
    if (old.version !== now.version) {
      return { part, text: `package ${name} ${old.version ?? "absent"} became ${now.version ?? "absent"}` };
    }
    return { part, text: `package ${name} ${now.version ?? ""}: the lockfile has another integrity` };
  });
}

function environmentChanges(
  before: RunInputs["code"]["environment"],
  after: RunInputs["code"]["environment"],
): readonly Change[] {
  const part = "environment";
  return eachChange(before, after, (name, old, now) => {
    if (old === undefined) return { part, text: `variable ${name} is read now` };
    if (now === undefined) return { part, text: `variable ${name} is no longer read` };
    if (old === null) return { part, text: `variable ${name} is set` };
    return { part, text: now === null ? `variable ${name} is not set` : `variable ${name} has another value` };
  });
}

/** A change a name whose values differ. */
function eachChange<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  change: (name: string, old: T | undefined, now: T | undefined) => Change,
): readonly Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names
    .filter((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
    .map((name) => change(name, before[name], after[name]));
}
