import type { Augmentation, Dataset, ScoredPair } from "@dalmeum/contracts";
import { groupedFolds } from "@dalmeum/data";
import { scoredPair } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { expectTraining, loadExperiment, type TrainingExperiment } from "@dalmeum/experiments";
import { loadPrepared, type Prepared, trainingPairs } from "@dalmeum/runs/training";
import { createWorkspace } from "./workspace.ts";

const pairsOf = (prefix: string, count: number): readonly ScoredPair[] =>
  Array.from({ length: count }, (_, index) =>
    scoredPair({
      id: `${prefix}${index}`,
      sentence1: `${prefix} ${index}번 사과`,
      sentence2: `${prefix} ${index}번 배`,
      score: index % 6,
    }),
  );
const dataset: Dataset = {
  train: pairsOf("train-", 30),
  dev: pairsOf("dev-", 5),
  test: pairsOf("test-", 5),
  warnings: [],
};

const recording = (seen: string[]): Augmentation => ({
  name: "recording",
  options: {},
  labelRule: "A copy keeps its score.",
  augment: (pairs, _rng, prepared) => {
    seen.push(...pairs.map(({ id }) => id));
    const given = new Set(pairs.map(({ id }) => id));
    const made = prepared.filter(({ parentId }) => given.has(parentId));
    return [...pairs, ...made.map((pair) => ({ ...scoredPair({ id: pair.id }), ...pair, source: "", score: 5 }))];
  },
});

async function experimentWith(changed: Partial<TrainingExperiment>): Promise<TrainingExperiment> {
  const { experiment } = expectTraining(await loadExperiment(createWorkspace(), "tiny"));
  return { ...experiment, leakage: "refuse", ...changed };
}

it("an augmentation sees the training part of the fold alone, and what it makes never quotes the held-out part", async () => {
  const folds = groupedFolds({ count: 3 });
  const held: string[] = [];
  for (const fold of [1, 2, 3]) {
    const seen: string[] = [];
    const experiment = await experimentWith({ folds, augmentation: [recording(seen)] });
    const { train, original, heldOut = [] } = trainingPairs({ experiment, dataset, prepared: [[]] }, { seed: 1, fold });
    const heldIds = heldOut.map(({ id }) => id);
    expect(seen).toEqual(original.map(({ id }) => id));
    expect([...seen, ...train.map(({ id }) => id)].filter((id) => heldIds.includes(id))).toEqual([]);
    expect(seen.length + heldIds.length).toBe(30);
    held.push(...heldIds);
  }
  expect(new Set(held).size).toBe(30);
});

it("prepared pairs that quote dev or the held-out fold are refused", async () => {
  const folds = groupedFolds({ count: 3 });
  const [fold] = folds.split(dataset.train).folds;
  const parentId = fold?.train[0]?.id ?? "";
  const experiment = await experimentWith({ folds, augmentation: [recording([])] });
  const trainOn = (sentence1: string) => {
    const prepared: Prepared = [[{ id: "child", parentId, sentence1, sentence2: "새 문장" }]];
    return trainingPairs({ experiment, dataset, prepared }, { seed: 1, fold: 1 });
  };
  expect(trainOn("또 새 문장").train.map(({ id }) => id)).toContain("child");
  for (const [quoted, of] of [
    [dataset.dev[0], "dev"],
    [fold?.heldOut[0], fold?.name],
  ] as const) {
    expect(() => trainOn(quoted?.sentence1 ?? "")).toThrow(`train "child" shares a sentence with ${String(of)}`);
  }
});

it("drop leaves out what leaks, before augmentation and after", async () => {
  const leaking = {
    ...dataset,
    train: [...dataset.train, scoredPair({ id: "leak", sentence1: "dev- 0번 사과", sentence2: "다른 말" })],
  };
  const seen: string[] = [];
  const experiment = await experimentWith({ leakage: "drop", augmentation: [recording(seen)] });
  const prepared: Prepared = [[{ id: "child", parentId: "train-0", sentence1: "dev- 1번 사과", sentence2: "새 문장" }]];
  const { train, notes } = trainingPairs({ experiment, dataset: leaking, prepared }, { seed: 1 });
  expect(seen).not.toContain("leak");
  expect(train.map(({ id }) => id)).not.toContain("child");
  expect(notes).toEqual([
    "1 of 31 training pairs shares a sentence with dev: dropped",
    "1 of 31 training pairs shares a sentence with dev: dropped",
  ]);
});

it("names prepared pairs whose parent is no training pair", async () => {
  const loaded = expectTraining(await loadExperiment(createWorkspace(), "tiny"));
  const prepared = {
    name: "prepared",
    options: {},
    files: [],
    load: () => Promise.resolve([{ id: "child", parentId: "nobody", sentence1: "가", sentence2: "나" }]),
  };
  const experiment = { ...loaded.experiment, augmentation: [{ ...recording([]), prepared }] };
  await expect(loadPrepared({ ...loaded, experiment }, dataset)).rejects.toThrow(/"child" has parent "nobody"/);
});
