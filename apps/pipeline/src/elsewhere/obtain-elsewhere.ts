import type { ClusterName } from "@dalmeum/clusters";
import { type EngineDescription, problemsError, UserError } from "@dalmeum/contracts";
import { checkDependencies, type LoadedExperiment } from "@dalmeum/experiments";
import { canonicalJson } from "@dalmeum/files";
import { planRuns, readyRun, type RunRequest, startProblem, trainRun } from "@dalmeum/runs";
import { shareOf } from "../commands/share.ts";
import type { Context } from "../terminal/context.ts";
import { lastEngine } from "./cluster-choice.ts";
import { makeElsewhere } from "./make-elsewhere.ts";
import { failedUnless, type Obtained, type ObtainOptions, type WantedRuns } from "./obtained.ts";
import { type Elsewhere, openElsewhere } from "./open-elsewhere.ts";

/** Whether a cluster makes an experiment's runs: those that no engine computes take seconds, and are made here. */
const isMadeElsewhere = ({ experiment }: LoadedExperiment): boolean => experiment.kind === "training";

/**
 * The same from a cluster, which is asked nothing where no run lacks.
 * @throws UserError where runs are to start over, the cluster does not answer, or none of its nodes is fit.
 */
export async function* obtainElsewhere(
  context: Context,
  root: string,
  name: ClusterName,
  wanted: readonly WantedRuns[],
  { choice, restart, reporter }: ObtainOptions,
): AsyncGenerator<Obtained> {
  if (restart && wanted.some(({ loaded }) => isMadeElsewhere(loaded)))
    throw new UserError("--restart is for runs that are made here; a cluster's nodes go on from checkpoints");
  const { signal } = context;
  let elsewhere: Elsewhere | undefined;
  const open = async (): Promise<Elsewhere> =>
    (elsewhere ??= await openElsewhere(context, root, name, choice, reporter));
  const requestsFor = async (engine: EngineDescription): Promise<readonly RunRequest[]> => {
    const share = shareOf(context, root, reporter, () => Promise.resolve(engine));
    const requests: RunRequest[] = [];
    for (const { loaded, keys } of wanted) {
      await checkDependencies(loaded);
      const plan = await planRuns(loaded, { engine, reporter, signal }, share);
      requests.push(...keys.map((key) => ({ loaded, key, plan, reporter, share })));
    }
    return requests;
  };
  try {
    const told = toldEngine(context, root, name, choice);
    const planned = told ?? (await open()).nodes.engine;
    let found = await lookFor(await requestsFor(planned));
    if (found.lacking.length > 0) {
      const { engine } = (await open()).nodes;
      if (canonicalJson(engine) !== canonicalJson(planned)) found = await lookFor(await requestsFor(engine));
    }
    yield* found.ready;
    const [away, here] = [true, false].map((there) =>
      found.lacking.filter(({ loaded }) => isMadeElsewhere(loaded) === there),
    );
    for (const request of here ?? []) {
      const made = await trainRun({ ...request, engine: undefined, signal, restart }).catch(failedUnless(signal));
      yield { request, made };
    }
    if (away !== undefined && away.length > 0) {
      await checkStarts(away);
      yield* makeElsewhere(await open(), away, { live: reporter.live, signal });
    }
  } finally {
    await elsewhere?.cluster.close();
  }
}

/** @throws UserError naming runs that start from what no node could fetch. */
async function checkStarts(requests: readonly RunRequest[]): Promise<void> {
  const problems = new Set<string>();
  for (const { loaded, key, plan, share } of requests) {
    const problem = share && (await startProblem({ loaded, key, inputs: plan.inputs }, share));
    if (problem !== undefined) problems.add(problem);
  }
  if (problems.size > 0) throw problemsError("runs that no node could begin", [...problems]);
}

/** What its nodes told last that they compute with; they are asked again where that says nothing. */
function toldEngine(...of: Parameters<typeof lastEngine>): EngineDescription | undefined {
  try {
    return lastEngine(...of);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Runs that are here or in the store, and those that are not. */
async function lookFor(requests: readonly RunRequest[]) {
  const [ready, lacking]: [Obtained[], RunRequest[]] = [[], []];
  for (const request of requests) {
    const run = await readyRun(request);
    if (run === undefined) lacking.push(request);
    else ready.push({ request, made: run });
  }
  return { ready, lacking };
}
