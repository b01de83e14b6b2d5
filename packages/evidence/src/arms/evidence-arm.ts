import { join } from "node:path";
import { type Dataset, type Prediction, problemsError, type ScoredPair, UserError } from "@dalmeum/contracts";
import { readPredictions } from "@dalmeum/data";
import type { Arm } from "@dalmeum/evaluation";
import { joinGold, meanById, RUN_FILES } from "@dalmeum/runs";
import type { EvidenceRun } from "./candidate-runs.ts";
import type { Ground } from "./grounds.ts";

/** The gold scores that runs are judged on, and the pairs that they are of. */
export interface Gold {
  readonly ground: Ground;
  readonly pairs: readonly ScoredPair[];
  readonly scores: readonly number[];
}

export function goldOf({ dev, train }: Dataset, ground: Ground): Gold {
  const pairs = ground === "dev" ? dev : train;
  return { ground, pairs, scores: pairs.map(({ score }) => score) };
}

/**
 * Predictions of an experiment's runs, one list a seed in the order of the gold. On dev a seed's folds are averaged; out
 * of fold each pair is predicted by the runs that were kept from it.
 * @throws UserError where a pair has no prediction.
 */
export function loadArm(name: string, runs: readonly EvidenceRun[], { ground, pairs }: Gold): Arm {
  const seeds = [...new Set(runs.map(({ key }) => key.seed))];
  return {
    name,
    seeds: seeds.map((seed) => {
      const ofSeed = runs.filter(({ key }) => key.seed === seed);
      const predictions = meanById(ofSeed.flatMap((run) => readRun(run, ground)));
      return joinGold(predictions, pairs, `${name}, seed ${seed}: ${ground}`).predictions;
    }),
  };
}

/**
 * What runs can be judged on together: out of fold where all of them have folds, else dev.
 * @throws UserError where they are to be judged out of fold and have no folds.
 */
export function commonGround(runs: readonly EvidenceRun[], asked: Ground | undefined): Ground {
  const foldless = runs.filter(({ record }) => !(RUN_FILES.heldOut in record.result.files));
  if (asked === "out-of-fold" && foldless.length > 0) {
    throw problemsError(
      "runs without folds have no out-of-fold predictions; give the experiment `folds`, or use --on dev",
      foldless.map(({ path }) => path),
    );
  }
  return asked ?? (foldless.length > 0 ? "dev" : "out-of-fold");
}

function readRun({ folder, path, record }: EvidenceRun, ground: Ground): readonly Prediction[] {
  const file = ground === "dev" ? RUN_FILES.dev : RUN_FILES.heldOut;
  if (!(file in record.result.files)) throw new UserError(`${path} has no ${file}`);
  return readPredictions(join(folder, file));
}
