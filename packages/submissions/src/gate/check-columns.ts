import { join } from "node:path";
import { count, type ScoredPair } from "@dalmeum/contracts";
import { readSubmission } from "@dalmeum/data";
import { pearson } from "@dalmeum/evaluation";
import { four } from "@dalmeum/reports/numbers";
import { checkLikeness } from "../columns/check-likeness.ts";
import { checkOtherRows, type OtherColumn } from "../columns/check-other-rows.ts";
import { checkOverlap } from "../columns/check-overlap.ts";
import { clipped, columnFaults, columnOddities, percent } from "../columns/column.ts";
import { SUBMISSION } from "../manifest.ts";
import { keptColumn } from "../submission-folder.ts";
import { type GateVerdict, passed, verdictOf, warning } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** The targets are neither equal nor sorted, on no coarse grid, and nobody else's. */
export function checkColumn(task: GateTask): readonly GateVerdict[] {
  const targets = targetsOf(task);
  return [judgeColumn(targets), checkOtherRows(targets, otherColumns(task))];
}

export function judgeColumn(targets: readonly number[]): GateVerdict {
  const check = "column";
  const faults = columnFaults(targets);
  if (faults.length > 0) return verdictOf(check, "", faults);
  const odd = columnOddities(targets);
  if (odd.length > 0) return warning(check, odd.join("; "));
  return passed(check, `${count(new Set(targets).size)} different targets, in no order`);
}

/** Test is predicted as dev was: spread alike, following the overlap of sentences alike. */
export function checkBesideDev(task: GateTask): readonly GateVerdict[] {
  const { dev, test } = task.dataset;
  const targets = targetsOf(task);
  const values = clipped(keptColumn(task.folder, "dev", dev));
  return [
    checkLikeness(values, targets),
    checkOverlap({ name: "dev's predictions", pairs: dev, values }, test, targets),
  ];
}

/** More rows than these are more than a few. */
const FEW = 3;
const FEW_OF_ALL = 0.05;
const MOST = 1 / 2;

/** A difference that the contest's score shows. */
const SHOWN = 0.0005;

/** Few predictions lie outside the range that a submission has, and dev scores the same once those are clipped. */
export function checkClipped(task: GateTask): GateVerdict {
  const check = "clipped";
  const { dev, test } = task.dataset;
  const predicted = keptColumn(task.folder, "test", test);
  const within = clipped(predicted);
  const outside = predicted.filter((value, row) => value !== within[row]).length;
  const share = outside / predicted.length;
  const predictions = keptColumn(task.folder, "dev", dev);
  const gold = dev.map(({ score }) => score);
  const [raw, scored] = [pearson(predictions, gold), pearson(clipped(predictions), gold)];
  const text = `${count(outside)} of ${count(predicted.length)} targets (${percent(share)}) are clipped to 0..5; dev Pearson is ${four(scored)} as clipped, ${four(raw)} as predicted`;
  if (share > MOST) return { check, verdict: "failed", text: `${text}: expected predictions on a scale of 0..5` };
  if ((outside > FEW && share > FEW_OF_ALL) || raw - scored >= SHOWN) return warning(check, text);
  return passed(check, text);
}

function targetsOf({ folder, dataset }: GateTask): readonly number[] {
  const ids = dataset.test.map(({ id }) => id);
  return readSubmission(join(folder, SUBMISSION), ids).map(({ prediction }) => prediction);
}

function otherColumns({ folder, manifest, dataset: { train, dev } }: GateTask): readonly OtherColumn[] {
  return [
    { name: "dev's predictions", values: keptColumn(folder, "dev", dev) },
    ...(manifest.outOfFold === null
      ? []
      : [{ name: "out-of-fold predictions", values: keptColumn(folder, "heldOut", train) }]),
    ...labelColumns({ train, dev }),
  ];
}

/** Labels of each split that has some. */
export const labelColumns = (splits: Readonly<Record<string, readonly ScoredPair[]>>): readonly OtherColumn[] =>
  Object.entries(splits).map(([name, pairs]) => ({
    name: `${name}'s labels`,
    values: pairs.map(({ score }) => score),
  }));
