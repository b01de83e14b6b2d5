import type { EvidenceRun } from "../src/arms/candidate-runs.ts";

export interface RunFacts {
  readonly experiment?: string;
  readonly code?: EvidenceRun["record"]["inputs"]["code"];
  readonly current?: boolean;
  /** Name and precision. */
  readonly engine?: readonly [name: string, precision: string];
  readonly finishedAt?: string;
}

/** A finished run of which only some facts matter. */
export function evidenceRun(path: string, facts: RunFacts = {}): EvidenceRun {
  const { experiment = "tiny", current = true, finishedAt = "2026-01-01T00:00:00.000Z" } = facts;
  const { code = { hash: "", packages: {}, environment: {} }, engine: [name, precision] = ["none", "none"] } = facts;
  const engine = { name, precision, versions: {} };
  const metric = { estimate: 0, low: 0, high: 0, level: 0.95 };
  return {
    ...{ folder: path, path, key: { seed: 1 }, pairs: [], current, engine },
    record: {
      ...{ experiment, settings: {}, seed: 1, identity: "" },
      inputs: { options: {}, data: {}, checkpoint: {}, code, engine },
      commit: "unknown",
      machine: { host: "", platform: "", cpu: "", cores: 1, node: "" },
      startedAt: finishedAt,
      status: "finished",
      result: {
        finishedAt,
        dev: { pairs: 1, pearson: metric, spearman: metric },
        trainPairs: 1,
        seconds: { training: 0, prediction: 0 },
        trainingPairsPerSecond: 0,
        peakMemoryMegabytes: 0,
        files: {},
      },
    },
  };
}
