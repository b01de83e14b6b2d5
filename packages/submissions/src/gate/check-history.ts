import { counted, UserError } from "@dalmeum/contracts";
import { loadExperiment } from "@dalmeum/experiments";
import { type Commit, gitCommit, isAncestor, reachedCode } from "@dalmeum/runs";
import { codeHash, type MemberRun } from "../manifest.ts";
import { type GateVerdict, passed, verdictOf, warning } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** How the history has the code of a run; `workspace` where git cannot be read, but the code that stands there is the same. */
type Standing =
  | { readonly kind: "ancestor" | "head" | "workspace" }
  | { readonly kind: "stranger"; readonly why: string };

interface Origin {
  readonly what: string;
  readonly commit: Commit;
  readonly standing: Standing;
}

/**
 * Every run was made from a commit that is in the history, or by the code that HEAD has: a squash or an amended commit
 * takes a commit away, and not its code.
 */
export async function checkHistory({ root, manifest }: GateTask): Promise<readonly GateVerdict[]> {
  const head = await gitCommit(root);
  const ancestors = new Map<string, boolean>();
  const inHistory = async (commit: Commit): Promise<boolean> => {
    if (commit === "unknown") return false;
    const found = ancestors.get(commit.hash) ?? (await isAncestor(root, commit.hash));
    ancestors.set(commit.hash, found);
    return found;
  };
  const runs: Origin[] = [];
  for (const { experiment, runs: ofMember } of manifest.members) {
    // Only where a commit does not tell.
    const today = new Map<string, CodeToday>();
    for (const run of ofMember) {
      const { path: what, commit } = run;
      if (await inHistory(commit)) runs.push({ what, commit, standing: { kind: "ancestor" } });
      else {
        const { name } = run.engine;
        const code = today.get(name) ?? (await codeToday(root, experiment, name));
        today.set(name, code);
        runs.push({ what, commit, standing: standingOf(run, head, code) });
      }
    }
  }
  const { commit } = manifest;
  const standing = (await inHistory(commit)) ? ({ kind: "ancestor" } as const) : standingOfAll(runs, head);
  return verdicts([{ what: "the submission", commit, standing }, ...runs], ancestors);
}

/** Hash of an experiment's code, or why there is none. */
type CodeToday = { readonly hash: string | null } | { readonly problem: string };

async function codeToday(root: string, reference: string, engine: string): Promise<CodeToday> {
  try {
    const { code } = await reachedCode(await loadExperiment(root, reference), engine);
    return { hash: codeHash(code) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: error.message };
  }
}

function standingOf({ code }: MemberRun, head: Commit, today: CodeToday): Standing {
  const stranger = (why: string): Standing => ({ kind: "stranger", why });
  if (code === null) return stranger("an identity of whole packages cannot be held beside HEAD's code");
  if ("problem" in today) return stranger(`HEAD's code cannot be looked at: ${today.problem}`);
  if (code !== today.hash) return stranger("HEAD's code is another");
  if (head === "unknown") return { kind: "workspace" };
  return head.dirty ? stranger("the same code is here beside uncommitted changes: commit them") : { kind: "head" };
}

/** Of the submission's own commit: it has the code of its runs, and a run with uncommitted changes has no commit's. */
function standingOfAll(runs: readonly Origin[], head: Commit): Standing {
  const isKnown = ({ standing: { kind }, commit }: Origin): boolean =>
    kind === "ancestor" ? commit !== "unknown" && !commit.dirty : kind !== "stranger";
  const unknown = runs.find((run) => !isKnown(run));
  if (unknown !== undefined) return { kind: "stranger", why: `nor is the code of ${unknown.what}` };
  return { kind: head === "unknown" ? "workspace" : "head" };
}

function verdicts(origins: readonly Origin[], commits: ReadonlyMap<string, boolean>): readonly GateVerdict[] {
  const byOrigin = new Map<string, Origin[]>();
  for (const origin of origins) {
    const key = JSON.stringify([origin.commit, origin.standing]);
    byOrigin.set(key, [...(byOrigin.get(key) ?? []), origin]);
  }
  const problems: string[] = [];
  const [same, warnings]: [string[], string[]] = [[], []];
  for (const [origin, ...others] of byOrigin.values()) {
    if (origin === undefined || origin.standing.kind === "ancestor") continue;
    const { what, commit, standing } = origin;
    const who = others.length === 0 ? `${what} is` : `${what} and ${others.length} more are`;
    const missing = commit === "unknown" ? "no known commit" : `commit ${commit.hash}, which is not in the history`;
    if (standing.kind === "stranger") problems.push(`${who} of ${missing}; ${standing.why}`);
    else if (standing.kind === "workspace") {
      warnings.push(`${who} of ${missing}; git cannot be read here, the code that stands here is the same`);
    } else (commit === "unknown" ? warnings : same).push(`${who} of ${missing}; HEAD's code is the same`);
  }
  const known = counted([...commits.values()].filter(Boolean).length, "commit");
  const dirty = origins.slice(1).filter(({ commit }) => commit !== "unknown" && commit.dirty).length;
  return [
    ...(problems.length > 0 || warnings.length === 0
      ? [verdictOf("history", [`${known} of the history, by what records say`, ...same].join("; "), problems)]
      : [warning("history", warnings.join("; ")), ...same.map((text) => passed("history", text))]),
    ...(dirty === 0 ? [] : [warning("history", `${counted(dirty, "run")} made with uncommitted changes`)]),
  ];
}
