import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { type Arm, armInterval, compareArms, type Comparison } from "@dalmeum/evaluation";
import { type EvidenceRun, type Gold, goldOf, loadArm } from "@dalmeum/evidence";
import { sha256File } from "@dalmeum/files";
import { keyText, RUN_FILES, runKeys } from "@dalmeum/runs";
import { z } from "zod";
import { kept } from "../kept.ts";
import { intervalOf } from "../numbers.ts";
import type { Ground, Interval } from "../types/index.ts";
import type { Problems } from "../workspace/problems.ts";
import type { Point } from "../workspace/read-workspace.ts";

/** An experiment's predictions of the pairs that it is judged on, and its score: Pearson's r, the mean over seeds. */
export interface Judged {
  readonly arm: Arm;
  readonly gold: Gold;
  readonly score: Interval;
  readonly perSeed: readonly number[];
}

/** Judges experiments on what their runs predicted; what was read once is kept for as long as its runs are the same. */
export interface Judge {
  /** Undefined where no seed is whole, or its predictions have no correlation. */
  judge(point: Point, ground: Ground, problems: Problems): Judged | undefined;
  /** Treatment less control, on the same pairs; its bootstrap is left out. */
  compare(control: Judged, treatment: Judged, options?: CompareOptions): Comparison;
}

export interface CompareOptions {
  readonly metric?: "pearson" | "spearman";
  readonly smallestDifference?: number;
}

const FILES = { dev: RUN_FILES.dev, "out-of-fold": RUN_FILES.heldOut } as const satisfies Record<Ground, string>;

export function createJudge(): Judge {
  const judged = new Map<string, Judged>();
  const compared = new Map<string, Comparison>();
  const names = new WeakMap<Judged, string>();
  return {
    judge: (point, ground, problems) => {
      const runs = wholeSeeds(point, ground);
      const { data } = point;
      if (runs.length === 0 || data === undefined) return undefined;
      const key = JSON.stringify([ground, data.id, runs.map(({ record }) => record.identity)]);
      const known = judged.get(key);
      if (known !== undefined) return known;
      const { reference } = point.loaded;
      const read = problems.attempt("run", reference, () => readArm(reference, runs, goldOf(data.dataset, ground)));
      if (read === undefined) return undefined;
      judged.set(key, read);
      names.set(read, key);
      return read;
    },
    compare: (control, treatment, options = {}) => {
      const key = JSON.stringify([names.get(control), names.get(treatment), options]);
      const known = compared.get(key);
      if (known !== undefined) return known;
      // The bootstrap takes a second a comparison, and nobody is shown it here.
      const comparison = compareArms({
        ...{ control: control.arm, treatment: treatment.arm, gold: control.gold.scores, resamples: 1 },
        ...options,
      });
      compared.set(key, comparison);
      return comparison;
    },
  };
}

/** Runs of seeds of which every fold is there, with predictions of these pairs. */
function wholeSeeds({ loaded, used }: Point, ground: Ground): readonly EvidenceRun[] {
  const able = used.filter(({ record }) => FILES[ground] in record.result.files);
  const there = new Set(able.map(({ key }) => keyText(key)));
  const broken = new Set(
    runKeys(loaded.experiment)
      .filter((key) => !there.has(keyText(key)))
      .map(({ seed }) => seed),
  );
  return able.filter(({ key }) => !broken.has(key.seed));
}

/** @throws UserError where predictions are not those that a run wrote, not of these pairs, or all equal. */
function readArm(reference: string, runs: readonly EvidenceRun[], gold: Gold): Judged | undefined {
  const file = FILES[gold.ground];
  for (const { folder, path, record } of runs) {
    const whole = existsSync(join(folder, file)) && sha256File(join(folder, file)) === record.result.files[file];
    if (!whole) throw new UserError(`${path}/${file} is not the file that the run wrote`);
  }
  const arm = { name: reference, seeds: seedsOf(reference, runs, gold) };
  const { perSeed, ...interval } = armInterval(arm, gold.scores);
  const score = intervalOf(interval);
  return score === null ? undefined : { arm, gold, score, perSeed };
}

const seedsSchema = z.array(z.array(z.number()));

/** Predictions of each seed, of files that are known to be those that the runs wrote. */
function seedsOf(reference: string, runs: readonly EvidenceRun[], gold: Gold): readonly (readonly number[])[] {
  const { ground, pairs } = gold;
  const files = runs.map(({ key, record }) => ({ key, file: record.result.files[FILES[ground]] }));
  const read = (): number[][] => loadArm(reference, runs, gold).seeds.map((seed) => Array.from(seed));
  return kept(seedsSchema, { ground, ids: pairs.map(({ id }) => id), files }, read);
}
