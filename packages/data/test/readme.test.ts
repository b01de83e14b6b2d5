import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf, workspaceRoot } from "@dalmeum/testing";
import { expect, it } from "vitest";
import {
  checkSubmission,
  competitionCsv,
  findLeakage,
  groupedFolds,
  takePairs,
  writeSubmission,
} from "../src/index.ts";

it("runs the README's example", async () => {
  const path = join(folderOf({}), "submission.csv");
  const source = competitionCsv({ folder: "datasets/korsts" });
  const { train, dev, test, warnings } = await takePairs(source, { train: 64, dev: 32, test: 16, seed: 1 }).load(
    workspaceRoot,
  );
  const testIds = test.map(({ id }) => id);
  const mean = train.reduce((sum, { score }) => sum + score, 0) / train.length;
  const predictions = test.map(({ id }) => ({ id, prediction: mean }));
  writeSubmission(path, predictions, testIds);
  const problems = checkSubmission(path, testIds);
  expect(problems).toEqual([]);
  expect(train).toHaveLength(64);
  expect(warnings).toHaveLength(1);
  expect(readFileSync(path, "utf8").split("\n")).toHaveLength(1 + 16 + 1);
  const { folds, warnings: imbalances } = groupedFolds({ count: 5, seed: 1 }).split(train);
  const leaks = findLeakage(train, { dev, test });
  expect(folds).toHaveLength(5);
  expect(imbalances).toEqual([]);
  expect(leaks.every(({ kind }) => kind === "sentence")).toBe(true);
});
