import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Prediction, SCORE_RANGE } from "@dalmeum/contracts";
import { readPredictions, readSubmission } from "@dalmeum/data";
import { withPostProcessing } from "@dalmeum/ensembling";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { differences, joinGold, pairMetrics, RUN_FILES } from "@dalmeum/runs";
import { four } from "@dalmeum/reports/numbers";
import { type KeptMetrics, keptMetrics, SUBMISSION } from "../manifest.ts";
import { type Kept, memberFolder } from "../submission-folder.ts";
import { type GateVerdict, verdictOf } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** Predictions are kept with six digits, and a metric follows them. */
const METRIC_TOLERANCE = 1e-5;
const PREDICTION_TOLERANCE = 1e-4;

/** Metrics of dev, and out of fold, with their intervals, are what the files give, not what a record says. */
export function checkMetrics({ folder, loaded, manifest, dataset }: GateTask): GateVerdict {
  const { dev, outOfFold } = manifest;
  const isThere = existsSync(join(folder, RUN_FILES.heldOut));
  const computed = keptMetrics(pairMetrics(read(folder, "dev"), dataset.dev, "dev"));
  const heldOut = isThere ? keptMetrics(pairMetrics(read(folder, "heldOut"), dataset.train, "out-of-fold")) : null;
  const told = [
    `dev Pearson ${pearsonText(computed)}`,
    ...(heldOut ? [`out-of-fold Pearson ${pearsonText(heldOut)}`] : []),
  ];
  return verdictOf("recomputed", told.join(", "), [
    ...differences(dev, computed, "dev", METRIC_TOLERANCE),
    ...differences(outOfFold, heldOut, "out-of-fold", METRIC_TOLERANCE),
    ...(hasFolds(loaded) && !isThere ? [`found no ${RUN_FILES.heldOut}, and ${loaded.reference} has folds`] : []),
  ]);
}

const pearsonText = ({ pearson }: KeptMetrics): string =>
  pearson.estimate === null ? "undefined" : four(pearson.estimate);

/** Whether an experiment predicts what it was trained on out of fold: blends are made of that, predictions from elsewhere come with it. */
const hasFolds = ({ experiment }: LoadedExperiment): boolean =>
  experiment.kind === "ensemble" || experiment.kind === "predictions" || experiment.folds !== undefined;

/** The CSV is what the kept predictions give; an ensemble's, what its members' give when they are blended again. */
export function checkBlended({ folder, loaded, manifest, dataset }: GateTask): GateVerdict {
  const ids = dataset.test.map(({ id }) => id);
  const submitted = readSubmission(join(folder, SUBMISSION), ids);
  const { experiment } = loaded;
  const said = manifest.members.map((member) => member.experiment);
  if (experiment.kind !== "ensemble") {
    return verdictOf("blended", "the CSV is the mean of the runs", differingRows(submitted, read(folder, "test")));
  }
  const expected = experiment.members;
  if (said.join() !== expected.join()) {
    return verdictOf("blended", "", [
      `members: the record says ${said.join(", ")}, the experiment ${expected.join(", ")}`,
    ]);
  }
  const of = (set: Kept): readonly (readonly Prediction[])[] =>
    said.map((member) => read(memberFolder(folder, member), set));
  for (const [index, rows] of of("heldOut").entries()) {
    joinGold(rows, dataset.train, `${said[index] ?? ""}: out-of-fold`);
  }
  const gold = new Map(dataset.train.map(({ id, score }) => [id, score]));
  const blend = withPostProcessing(experiment.ensembler, experiment.postProcessing).fit(of("heldOut"), gold);
  return verdictOf(
    "blended",
    `the CSV is the blend of ${said.join(", ")}`,
    differingRows(submitted, blend.combine(of("test"))),
  );
}

const read = (folder: string, set: Kept): readonly Prediction[] => readPredictions(join(folder, RUN_FILES[set]));

function differingRows(submitted: readonly Prediction[], computed: readonly Prediction[]): readonly string[] {
  const { minimum, maximum } = SCORE_RANGE;
  const byId = new Map(computed.map(({ id, prediction }) => [id, Math.min(maximum, Math.max(minimum, prediction))]));
  return submitted.flatMap(({ id, prediction }) => {
    const expected = byId.get(id) ?? NaN;
    if (Math.abs(prediction - expected) <= PREDICTION_TOLERANCE) return [];
    return [`id "${id}": the CSV says ${prediction}, the predictions ${expected.toFixed(6)}`];
  });
}
