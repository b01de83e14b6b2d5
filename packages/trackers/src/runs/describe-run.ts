import { referenceSlug, referenceText } from "@dalmeum/experiments";
import { flatOptions } from "@dalmeum/reports/flat-options";
import { type FinishedRun, NO_ENGINE, readDevScores, readTrainingSteps, type RunInProgress } from "@dalmeum/runs";
import { z } from "zod";
import type { TrackedRun } from "../tracked-run.ts";
import { finalSeries } from "./final-series.ts";
import { timeAtFinish, timeUnderWay } from "./step-times.ts";
import { trainingSeries } from "./training-series.ts";

/** A run folder, and whose experiment it is of. */
export interface Place {
  readonly folder: string;
  readonly path: string;
  readonly owner: string | undefined;
}

export function finishedRun(place: Place, record: FinishedRun): TrackedRun {
  const { result } = record;
  return {
    ...described(place, record),
    state: "finished",
    endedAt: Date.parse(result.finishedAt),
    series: () => {
      const steps = readTrainingSteps(place.folder);
      const lastStep = steps.at(-1)?.step ?? 0;
      const training = trainingSeries(steps, readDevScores(place.folder), timeAtFinish(result, lastStep));
      return [...training, ...finalSeries(result, lastStep)];
    },
  };
}

export function runUnderWay(place: Place, run: RunInProgress): TrackedRun {
  const { record, state, steps, devScores, heardAt } = run;
  const told = described(place, record);
  return {
    ...told,
    state: state === "unfinished" ? "stopped" : state,
    endedAt: state === "running" ? undefined : (heardAt?.getTime() ?? told.startedAt),
    series: () => trainingSeries(steps, devScores, timeUnderWay(run)),
  };
}

function described({ path, owner }: Place, record: FinishedRun | RunInProgress["record"]) {
  const { experiment, settings, seed, fold, identity, inputs, commit, machine, startedAt, hypothesis } = record;
  const named = { name: experiment, settings };
  const { name, precision } = inputs.engine;
  return {
    ...{ path, owner, experiment, seed, fold, identity },
    ...{ reference: referenceText(named), slug: referenceSlug(named), host: machine.host },
    startedAt: Date.parse(startedAt),
    options: flatOptions(json.parse(inputs.options)),
    claim: typeof hypothesis === "object" ? hypothesis.claim : hypothesis,
    commit: commit === "unknown" ? undefined : commit,
    engine: name === NO_ENGINE.name ? undefined : { name, precision },
  };
}

/** Options are hashed as JSON; what JSON leaves out of them is none. */
const json = z.unknown().transform((options) => z.json().parse(JSON.parse(JSON.stringify(options))));
