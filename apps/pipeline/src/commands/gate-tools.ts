import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Engine, type Prediction, type Reporter, type SentencePair, UserError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { keyOf, type PastRun, RUN_FILES, runIdentity, runInputs, storedOtherwise } from "@dalmeum/runs";
import { chooseEngine } from "@dalmeum/runtimes";
import { ENGINE_NAMES, PRECISIONS } from "@dalmeum/runtimes/engine-names";
import type { GateTools } from "@dalmeum/submissions";
import type { Context } from "../terminal/context.ts";
import { shareOf } from "./share.ts";

/** What the gate asks beyond a submission's folder: the team's store of runs, and weights that are here. */
export function gateTools(context: Pick<Context, "signal">, root: string, reporter: Reporter): GateTools {
  const share = shareOf(context, root, reporter);
  return {
    predict: (loaded, run, pairs) => predictAnew(context.signal, reporter, loaded, run, pairs),
    ...(share && {
      fetch: (wanted) => share.fetch(wanted),
      storedOtherwise: async (run) => (await share.ask((store) => storedOtherwise(store, run))) ?? [],
    }),
  };
}

/** Undefined of a run whose weights, engine or code are not here as they were. */
async function predictAnew(
  signal: AbortSignal,
  reporter: Reporter,
  loaded: LoadedExperiment,
  run: PastRun & { readonly path: string },
  pairs: readonly SentencePair[],
): Promise<readonly Prediction[] | undefined> {
  const { experiment, root } = loaded;
  if (experiment.kind !== "training" || !existsSync(join(run.folder, RUN_FILES.weights))) return undefined;
  const engine = await engineOf(root, run);
  if (engine === undefined) return undefined;
  const isToday = runIdentity(await runInputs(loaded, engine), keyOf(run.record)) === run.record.identity;
  if (!isToday) return undefined;
  // Few submissions come with weights, and what predicts takes a while to load.
  const { predictWithRun } = await import("./predict-with-run.ts");
  const progress = reporter.progress("predicting a sample");
  return predictWithRun({ loaded: { ...loaded, experiment }, run, engine, pairs, progress, signal });
}

/** The engine that trained a run, where it is installed. */
async function engineOf(root: string, { record }: PastRun): Promise<Engine | undefined> {
  const { engine: used } = record.inputs;
  const engine = ENGINE_NAMES.find((name) => name === used.name);
  const precision = PRECISIONS.find((name) => name === used.precision);
  if (engine === undefined || precision === undefined) return undefined;
  try {
    return await chooseEngine(root, { engine, precision });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
