import { z } from "zod";
import { pointsAfter, type TrackedRun } from "../tracked-run.ts";
import type { Tracked, Tracker } from "../tracker.ts";
import { createMlflowClient } from "./client.ts";
import { knownRun, type KnownRun, knownRuns, runSchema } from "./known-runs.ts";
import { logBatches } from "./log-batches.ts";
import { runName, runParams, runTags, STATUSES } from "./run-facts.ts";
import type { MlflowSettings } from "./settings.ts";
import { teamExperiment } from "./team-experiment.ts";

const createdSchema = z.object({ run: runSchema });

/**
 * An MLflow server, asked once what it has.
 * @throws UnreachableError where it does not answer now, UserError where it is none, or refuses.
 */
export async function openMlflow(settings: MlflowSettings, opening: AbortSignal): Promise<Tracker> {
  const client = createMlflowClient(settings);
  await client.check(opening);
  const experimentId = await teamExperiment(client, settings.experiment, opening);
  const known = await knownRuns(client, experimentId, opening);

  const create = async (run: TrackedRun, signal: AbortSignal): Promise<KnownRun> => {
    // With its identity from the first moment on, so that whoever is stopped now finds it again.
    const body = {
      ...{ experiment_id: experimentId, run_name: runName(run), start_time: run.startedAt },
      tags: [...runTags(run)].map(([key, value]) => ({ key, value })),
    };
    const made = knownRun((await client.post("runs/create", body, createdSchema, signal)).run);
    known.set(run.identity, made);
    return made;
  };
  return {
    async track(run, signal): Promise<Tracked> {
      const found = known.get(run.identity);
      if (found?.isDeleted === true) return { outcome: "removed", points: 0 };
      // The status is sent last.
      if (found?.status === STATUSES.finished) return { outcome: "unchanged", points: 0 };
      const there = found ?? (await create(run, signal));
      const points = pointsAfter(run.series(), (name) => there.lastSteps.get(name));
      const params = [...runParams(run)].filter(([key]) => !there.params.has(key));
      // What somebody has changed there, as a description, stays so.
      const tags = [...runTags(run)].filter(([key]) => !there.tags.has(key));
      await logBatches(client, there, { params, tags, points }, signal);
      const status = STATUSES[run.state];
      const isNew = there.status !== status;
      if (isNew) {
        const end = run.endedAt === undefined ? {} : { end_time: run.endedAt };
        await client.post("runs/update", { run_id: there.id, status, ...end }, z.object({}), signal);
        there.status = status;
      }
      if (found === undefined) return { outcome: "sent", points: points.length };
      const isSame = !isNew && points.length + params.length + tags.length === 0;
      return { outcome: isSame ? "unchanged" : "continued", points: points.length };
    },
  };
}
