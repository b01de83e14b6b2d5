import { join, relative } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { type OwnerRule, isPlaceholder, readOwners } from "@dalmeum/owners";
import { chosenNames, runFolders, runInProgress, runState } from "@dalmeum/runs";
import type { TrackedRun } from "../tracked-run.ts";
import { finishedRun, type Place, runUnderWay } from "./describe-run.ts";

/** Run folders of some experiments, asked again and again while some of them train. */
export interface RunReader {
  /** Every run but those that were finished when they were taken before. */
  read(): Iterable<TrackedRun>;
  /** Folders whose run.json is damaged, from the workspace root; each once. */
  readonly damaged: ReadonlySet<string>;
}

/**
 * @param asked names of experiments; all where there is none.
 * @throws UserError where there is no such experiment.
 */
export function createRunReader(root: string, asked: readonly string[]): RunReader {
  const names = chosenNames(root, asked);
  const { ruleOf } = readOwners(root);
  const over = new Set<string>();
  const damaged = new Set<string>();
  function* read(): Generator<TrackedRun> {
    for (const experiment of names) {
      const owner = ownerIn(ruleOf(`experiments/${experiment}/`));
      for (const folder of runFolders(join(root, "experiments", experiment))) {
        const path = relative(root, folder).replaceAll("\\", "/");
        if (over.has(path)) continue;
        const run = readRun({ folder, path, owner });
        if (run === "damaged") damaged.add(path);
        else if (run !== undefined) {
          yield run;
          // Not before whoever reads asks for the next: this one may have been lost on its way.
          if (run.state === "finished") over.add(path);
        }
      }
    }
  }
  return { read, damaged };
}

/** Undefined where its folder tells of no run: it was just begun, or finishes right now. */
function readRun(place: Place): TrackedRun | "damaged" | undefined {
  try {
    const state = runState(place.folder);
    if (state.kind === "finished") return finishedRun(place, state.record);
    const run = runInProgress(place.folder);
    return run && runUnderWay(place, run);
  } catch (error) {
    if (error instanceof UserError) return "damaged";
    throw error;
  }
}

/** Not whoever owns everything that is nobody's. */
function ownerIn(rule: OwnerRule | undefined): string | undefined {
  if (rule === undefined || rule.pattern === "*") return undefined;
  return rule.owners.find((owner) => owner.startsWith("@") && !isPlaceholder(owner))?.slice(1);
}
