import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { buildExperiment, type LoadedExperiment } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import { reachedCode } from "../code/run-code.ts";
import { runState } from "../folders/run-folder.ts";
import { runInputs } from "../identity/run-inputs.ts";
import { runIdentity } from "../record/run-identity.ts";
import { type FinishedRun, isReached, keyOf, type RunInputs } from "../record/run-record.ts";

/** Whether a run follows from what stands in the workspace now; null where nobody can tell. */
export interface Judgement {
  readonly today: boolean | null;
  /** Why not, in a few words; null where it does. */
  readonly why: string | null;
}

export type Judge = (record: FinishedRun, folder: string | undefined) => Promise<Judgement>;

/**
 * Judges runs, each by the engine that it was made with: another engine is no reason to throw a run away. Experiments are
 * loaded once.
 */
export function createJudge(root: string): Judge {
  const known = new Map<string, Promise<{ readonly loaded: LoadedExperiment; readonly inputs: RunInputs }>>();
  const todayOf = ({ experiment: name, settings }: FinishedRun, engine: RunInputs["engine"]) => {
    const key = canonicalJson([name, settings, engine]);
    const found =
      known.get(key) ??
      buildExperiment(root, { name, settings }).then(async (loaded) => ({
        loaded,
        inputs: await runInputs(loaded, engine),
      }));
    known.set(key, found);
    return found;
  };
  return async (record, folder) => {
    try {
      const { loaded, inputs } = await todayOf(record, engineOf(root, record));
      if (runIdentity(inputs, keyOf(record)) === record.identity) return { today: true, why: null };
      const { reach } = await reachedCode(loaded, inputs.engine.name);
      const { code } = record.inputs;
      if (folder === undefined && isReached(code) && code.hash !== inputs.code.hash) {
        return { today: false, why: "code changed" };
      }
      const { changesLine, explainRun } = await import("../changes/explain-run.ts");
      return { today: false, why: changesLine(explainRun({ folder: folder ?? root, record }, { inputs, reach })) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { today: null, why: `not known: ${error.message.split("\n", 1).join("")}` };
    }
  };
}

/** What computed a run: of an ensemble, what computed the first of its members that is here and was computed. */
function engineOf(root: string, record: FinishedRun): RunInputs["engine"] {
  for (const path of Object.keys(record.inputs.members ?? {})) {
    const state = runState(join(root, path));
    if (state.kind !== "finished") continue;
    const engine = engineOf(root, state.record);
    if (engine.name !== "none") return engine;
  }
  return record.inputs.engine;
}
