import type { Engine } from "@dalmeum/contracts";
import { groupedFolds } from "@dalmeum/data";
import { rDrop } from "@dalmeum/training";
import { expect, it } from "vitest";
import { expectTraining, loadExperiment, type TrainingExperiment } from "@dalmeum/experiments";
import { runIdentity, runInputs } from "@dalmeum/runs";
import { createWorkspace } from "./workspace.ts";

const engine: Engine = {
  name: "none",
  precision: "float32",
  versions: {},
  compile: () => Promise.reject(new Error("nothing is compiled")),
  compileLengths: () => Promise.reject(new Error("nothing is compiled")),
};

const changes: readonly Partial<TrainingExperiment>[] = [
  { techniques: [rDrop({ alpha: 1 })] },
  { techniques: [rDrop({ alpha: 2 })] },
  { accumulation: 2 },
  { frozenLayers: 0 },
  { frozenLayers: 1 },
  { symmetric: true },
  { leakage: "drop" },
  { keepWeights: false },
  { folds: groupedFolds({ count: 2 }) },
];

it("a run's identity changes with each training option", async () => {
  const loaded = expectTraining(await loadExperiment(createWorkspace(), "tiny"));
  const identities: string[] = [];
  for (const changed of [{}, ...changes]) {
    const inputs = await runInputs({ ...loaded, experiment: { ...loaded.experiment, ...changed } }, engine);
    identities.push(runIdentity(inputs, { seed: 1 }));
  }
  expect(new Set(identities).size).toBe(identities.length);
});
