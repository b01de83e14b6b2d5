import { join } from "node:path";
import { type Prediction, SCORE_RANGE, type ScoredPair } from "@dalmeum/contracts";
import { readPredictions, readSubmission } from "@dalmeum/data";
import { withPostProcessing } from "@dalmeum/ensembling";
import { joinGold, pairMetrics, RUN_FILES, type RunMetrics } from "@dalmeum/runs";
import { four } from "@dalmeum/reports/numbers";
import { SUBMISSION } from "../manifest.ts";
import { type Kept, memberFolder } from "../submission-folder.ts";
import { type GateVerdict, verdictOf } from "../verdicts/verdict.ts";
import type { GateTask } from "./gate-task.ts";

/** Predictions are kept with six digits, and a metric follows them. */
const METRIC_TOLERANCE = 1e-5;
const PREDICTION_TOLERANCE = 1e-4;

/** Pearson's r of dev, and out of fold, is what the files give, not what a record says. */
export function checkMetrics(task: GateTask): GateVerdict {
  const { manifest, dataset } = task;
  const { dev, outOfFold } = manifest;
  const sets: (readonly [string, Kept, readonly ScoredPair[], RunMetrics])[] = [["dev", "dev", dataset.dev, dev]];
  if (outOfFold !== null) sets.push(["out-of-fold", "heldOut", dataset.train, outOfFold]);
  const told: string[] = [];
  const problems: string[] = [];
  for (const [name, set, pairs, recorded] of sets) {
    const computed = pairMetrics(read(task.folder, set), pairs, name).pearson.estimate;
    told.push(`${name} Pearson ${computed === null ? "undefined" : four(computed)}`);
    if (Math.abs((computed ?? NaN) - (recorded.pearson.estimate ?? NaN)) <= METRIC_TOLERANCE) continue;
    if (computed === null && recorded.pearson.estimate === null) continue;
    problems.push(
      `${name} Pearson: the record says ${recorded.pearson.estimate ?? "undefined"}, the files ${computed ?? "undefined"}`,
    );
  }
  return verdictOf("recomputed", told.join(", "), problems);
}

/** The CSV is what the kept predictions give; an ensemble's, what its members' give when they are blended again. */
export function checkBlended({ folder, loaded, manifest, dataset }: GateTask): GateVerdict {
  const ids = dataset.test.map(({ id }) => id);
  const submitted = readSubmission(join(folder, SUBMISSION), ids);
  const { experiment } = loaded;
  const said = manifest.members.map((member) => member.experiment);
  if (experiment.kind !== "ensemble") {
    return verdictOf("blended", "the CSV is the mean of the runs", differences(submitted, read(folder, "test")));
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
    differences(submitted, blend.combine(of("test"))),
  );
}

const read = (folder: string, set: Kept): readonly Prediction[] => readPredictions(join(folder, RUN_FILES[set]));

function differences(submitted: readonly Prediction[], computed: readonly Prediction[]): readonly string[] {
  const { minimum, maximum } = SCORE_RANGE;
  const byId = new Map(computed.map(({ id, prediction }) => [id, Math.min(maximum, Math.max(minimum, prediction))]));
  return submitted.flatMap(({ id, prediction }) => {
    const expected = byId.get(id) ?? NaN;
    if (Math.abs(prediction - expected) <= PREDICTION_TOLERANCE) return [];
    return [`id "${id}": the CSV says ${prediction}, the predictions ${expected.toFixed(6)}`];
  });
}
