import { counted, UserError } from "@dalmeum/contracts";
import { checkDependencies, type LoadedExperiment } from "@dalmeum/experiments";
import { keyText, planRuns, readyRun, type RunKey, type RunRequest, trainRun } from "@dalmeum/runs";
import { chooseEngine } from "@dalmeum/runtimes";
import { shareOf } from "../commands/share.ts";
import type { Context } from "../terminal/context.ts";
import type { CommandReporter } from "../terminal/reporter.ts";
import type { ClusterChoice } from "./cluster-choice.ts";
import { isMadeElsewhere, makeElsewhere, type Obtained } from "./make-elsewhere.ts";
import { openElsewhere } from "./open-elsewhere.ts";

/** An experiment, and which of its runs are wanted. */
export interface WantedRuns {
  readonly loaded: LoadedExperiment;
  readonly keys: readonly RunKey[];
}

export interface ObtainOptions {
  readonly choice: ClusterChoice;
  readonly restart: boolean;
  readonly reporter: CommandReporter;
}

/**
 * The finished runs that are wanted: those that are here or in the store, and those that are made now, one after another here or
 * together on a cluster. One that fails stops no other.
 * @throws UserError where nothing can be made, for want of an engine say.
 */
export async function* obtainRuns(
  context: Context,
  root: string,
  wanted: readonly WantedRuns[],
  { choice, restart, reporter }: ObtainOptions,
): AsyncGenerator<Obtained> {
  const { signal } = context;
  const elsewhere = await openElsewhere(context, root, choice, reporter);
  try {
    const engine = elsewhere === undefined ? await chooseEngine(root, choice) : undefined;
    const described = engine ?? elsewhere?.nodes.engine;
    if (described === undefined) return;
    const share = shareOf(context, root, reporter, () => Promise.resolve(described));
    const total = wanted.reduce((sum, { keys }) => sum + keys.length, 0);
    const sent: RunRequest[] = [];
    let done = 0;
    for (const { loaded, keys } of wanted) {
      await checkDependencies(loaded);
      const plan = await planRuns(loaded, { engine: described, reporter, signal }, share);
      for (const key of keys) {
        const request = { loaded, key, plan, reporter, share };
        if (elsewhere !== undefined && isMadeElsewhere(loaded)) {
          const ready = await readyRun(request);
          if (ready === undefined) sent.push(request);
          else yield { request, made: ready };
        } else {
          if (wanted.length > 1) {
            reporter.say(`${++done} of ${counted(total, "run")}: ${loaded.reference}, ${keyText(key)}`);
          }
          yield { request, made: await trainRun({ ...request, engine, signal, restart }).catch(failure(signal)) };
        }
      }
    }
    if (elsewhere !== undefined && sent.length > 0) {
      yield* makeElsewhere(elsewhere, sent, { live: reporter.live, signal });
    }
  } finally {
    await elsewhere?.cluster.close();
  }
}

/** What is wrong with one run, a rate at which training diverges say, is a result. */
const failure =
  (signal: AbortSignal) =>
  (error: unknown): Obtained["made"] => {
    if (signal.aborted || !(error instanceof UserError)) throw error;
    return { failed: error };
  };
