import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { competitionCsv, readKorstsTsv } from "../src/index.ts";

const dataset = await competitionCsv({ folder: "datasets/korsts" }).load(workspaceRoot);

it("reads the bundled KorSTS", () => {
  expect([dataset.train.length, dataset.dev.length, dataset.test.length]).toEqual([5749, 1500, 1379]);
  expect(dataset.warnings).toEqual(["datasets/korsts: binary-label is 1 from label 3 on (7249 rows, inferred)"]);
});

it.each(["train", "dev"] as const)("reads the same %s pairs from the published file", (split) => {
  const path = join(workspaceRoot, `datasets/korsts/original/sts-${split}.tsv`);
  // The competition's columns hold scores to three decimals; fifteen published ones have more.
  const published = readKorstsTsv(path, `korsts-${split}`).map((pair) => ({
    ...pair,
    score: Number(pair.score.toFixed(3)),
  }));
  expect(published).toEqual(dataset[split]);
});
