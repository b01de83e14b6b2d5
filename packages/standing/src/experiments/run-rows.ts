import { type FinishedRun, keyOf, type RunInProgress } from "@dalmeum/runs";
import { commitOf, orNull } from "../numbers.ts";
import { runNameOf } from "../run-name.ts";
import type { RunRow } from "../types/index.ts";
import type { Point } from "../workspace/read-workspace.ts";

/** Every run folder of an experiment whose record can be read. */
export function runRows({ runs, used }: Point): readonly RunRow[] {
  const evidence = new Map(used.map((run) => [run.folder, run]));
  const rows = runs.flatMap(({ folder, path, finished, inProgress }): readonly RunRow[] => {
    if (finished !== undefined) {
      const current = evidence.get(folder)?.current ?? null;
      const told = { ...known(finished.record), ...whenFinished(finished.record) };
      return [{ path, state: "finished", used: current !== null, current, ...told }];
    }
    return inProgress === undefined ? [] : [{ path, ...known(inProgress.record), ...whileMade(inProgress) }];
  });
  return rows.toSorted((a, b) => a.run.seed - b.run.seed || (a.run.fold ?? 0) - (b.run.fold ?? 0));
}

function known(record: FinishedRun | RunInProgress["record"]) {
  const { identity, commit, inputs, machine, startedAt } = record;
  const { name, precision } = inputs.engine;
  const { host, cpu, cores, platform } = machine;
  const computed = name === "none" ? { engine: null, precision: null } : { engine: name, precision };
  return {
    ...{ run: runNameOf(keyOf(record)), identity: identity.slice(0, 8), commit: commitOf(commit), ...computed },
    ...{ machine: { host, cpu, cores, platform }, startedAt: Date.parse(startedAt) },
  };
}

function whenFinished({ result }: FinishedRun) {
  const { finishedAt, seconds, trainingPairsPerSecond, peakMemoryMegabytes, dev, heldOut } = result;
  return {
    ...{ finishedAt: Date.parse(finishedAt), seconds: seconds.training + seconds.prediction },
    ...{ pairsPerSecond: orNull(trainingPairsPerSecond), peakMemoryMegabytes },
    ...{ dev: dev.pearson.estimate, heldOut: orNull(heldOut?.pearson.estimate), reason: null },
  };
}

function whileMade({ state, record }: RunInProgress) {
  return {
    ...{ state, used: false, current: null, finishedAt: null, seconds: null, pairsPerSecond: null },
    ...{ peakMemoryMegabytes: null, dev: null, heldOut: null },
    reason: record.status === "failed" ? record.reason : null,
  };
}
