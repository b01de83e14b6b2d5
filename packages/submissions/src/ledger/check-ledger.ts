import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { counted, UserError } from "@dalmeum/contracts";
import { type GateVerdict, passed, verdictOf, warning } from "../verdicts/verdict.ts";
import { type Budget, dayOf } from "./budget.ts";
import { type Ledger, LEDGER, type LedgerEntry } from "./ledger-entries.ts";

const execute = promisify(execFile);

/** No day has more submissions than it takes, as may be where two teammates added on branches of their own. */
export function checkBudget(entries: readonly LedgerEntry[], budget: Budget): GateVerdict {
  const days = new Map<string, number>();
  for (const { addedAt } of entries) {
    const day = dayOf(addedAt, budget);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  const problems = [...days]
    .filter(([, count]) => count > budget.perDay)
    .map(([day, count]) => `${day} has ${count} submissions, and takes ${budget.perDay}`);
  return verdictOf("budget", `${budget.perDay} a day, ${budget.timeZone}`, problems);
}

/** What cannot be read is left out by whoever reads the ledger, and said. */
export const checkReadable = ({ entries, problems }: Ledger): GateVerdict =>
  problems.length === 0
    ? passed("readable", counted(entries.length, "submission"))
    : warning("readable", problems.join("; "));

/** Nothing that the ledger had at a commit was changed or taken away since. */
export async function checkAppended(root: string, since: string): Promise<GateVerdict> {
  const changes = await changesSince(root, since);
  const problems = changes
    .filter(({ kind }) => kind !== "A")
    .map(({ kind, file }) => `${file} was ${WORDS[kind] ?? "changed"}`);
  return verdictOf("append-only", `nothing was changed since ${since}`, problems);
}

/** Names of submissions that were added since a commit. */
export async function addedSince(root: string, since: string): Promise<readonly string[]> {
  const changes = await changesSince(root, since);
  const added = changes.flatMap(({ file }) => /^submissions\/([^/]+)\/added\.json$/.exec(file)?.[1] ?? []);
  return [...new Set(added)];
}

const WORDS: Readonly<Record<string, string>> = { M: "edited", D: "deleted", R: "renamed", T: "replaced" };

async function changesSince(
  root: string,
  since: string,
): Promise<readonly { readonly kind: string; readonly file: string }[]> {
  try {
    const range = ["diff", "--name-status", "--no-renames", "-z", `${since}...HEAD`, "--", LEDGER];
    const { stdout } = await execute("git", range, { cwd: root });
    const fields = stdout.split("\0").filter((field) => field !== "");
    return fields.flatMap((kind, index) => (index % 2 === 0 ? [{ kind, file: fields[index + 1] ?? "" }] : []));
  } catch (cause) {
    throw new UserError(`found no commit ${since} to compare with; expected one that this history shares`, { cause });
  }
}
