import { join } from "node:path";
import { EXIT_CODES } from "@dalmeum/clusters";
import { type Reporter, UserError } from "@dalmeum/contracts";
import type { LoadedExperiment } from "@dalmeum/experiments";
import {
  deliverRun,
  openRunStore,
  placeOf,
  planRuns,
  RunFailure,
  type RunInputs,
  type RunKey,
  storedCheckpoint,
  trainRun,
} from "@dalmeum/runs";
import { chooseEngine, type EngineChoice } from "@dalmeum/runtimes";
import { CodedError } from "../terminal/coded-error.ts";
import type { Context } from "../terminal/context.ts";
import { createEventReporter, type EventReporter } from "../terminal/event-reporter.ts";
import { createReporter } from "../terminal/reporter.ts";
import { shareOf } from "./share.ts";

export interface ExpectedRun {
  readonly root: string;
  /** Throws where the experiment is not as it should be. */
  readonly load: () => Promise<{ readonly loaded: LoadedExperiment; readonly keys: readonly RunKey[] }>;
  readonly choice: EngineChoice;
  readonly restart: boolean;
  readonly identity: string;
  /** Node's major version. */
  readonly node: number | undefined;
  /** Whether a program reads what is told. */
  readonly events: boolean;
}

/** Seconds of training that a dead machine may cost. */
const CHECKPOINT_SECONDS = 120;

/**
 * Make the one run that somebody else wants, and put it into the store. What it would follow from is computed first: another run than
 * was asked for is not begun.
 */
export async function trainExpected(context: Context, wanted: ExpectedRun): Promise<void> {
  const { root, identity, restart } = wanted;
  const { signal } = context;
  const reporter = reporterOf(context, wanted);
  const expected = await planExpected(context, wanted, reporter).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    const { inputs } = error instanceof OtherRun ? error : {};
    reporter.tell({ kind: "unfit", reason: error.message, ...(inputs === undefined ? {} : { inputs }) });
    throw new CodedError(error.message, EXIT_CODES.unfit, { cause: error });
  });
  const checkpoints = storedCheckpoint({ root, signal, identity, every: CHECKPOINT_SECONDS, reporter });
  const made = await trainRun({ ...expected, reporter, signal, restart, checkpoints }).catch((error: unknown) => {
    throw error instanceof RunFailure ? new CodedError(error.message, EXIT_CODES.failed, { cause: error }) : error;
  });
  await deliverRun(expected.store, { folder: join(root, made.path), record: made.record });
  await checkpoints.remove();
  reporter.tell({ kind: "stored", path: made.path });
}

/** What is planned here is another run. */
class OtherRun extends UserError {
  readonly inputs: RunInputs;

  constructor(message: string, inputs: RunInputs) {
    super(message);
    this.inputs = inputs;
  }
}

/** @throws UserError where it would be another run than was asked for, or could not be handed over. */
async function planExpected(context: Context, wanted: ExpectedRun, reporter: Reporter) {
  const { root, load, choice, identity, node } = wanted;
  const { signal } = context;
  const [found, major] = [process.version, Number(process.versions.node.split(".")[0])];
  if (node !== undefined && major !== node) throw new UserError(`found Node ${found}, expected ${node}`);
  const store = openRunStore({ root, signal });
  const { loaded, keys } = await load();
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0) {
    throw new UserError(`--expect names one run, found ${keys.length} of ${loaded.reference}; add --seed, and --fold`);
  }
  const engine = await chooseEngine(root, choice);
  const share = shareOf(context, root, reporter, () => Promise.resolve(engine), true);
  const plan = await planRuns(loaded, { engine, reporter, signal }, share);
  const here = placeOf({ loaded, key, plan }).identity;
  if (here !== identity) {
    throw new OtherRun(`${loaded.reference}: found the identity ${here}, expected ${identity}`, plan.inputs);
  }
  return { loaded, key, plan, engine, store, share };
}

function reporterOf({ process: streams }: Context, { events }: ExpectedRun): EventReporter {
  return events ? createEventReporter(streams.stdout) : { ...createReporter(streams, false), tell: () => undefined };
}
