import { resolve } from "node:path";
import { expect, it } from "vitest";
import { changedSources, createReachReader } from "../src/index.ts";

it("runs the README's example", async () => {
  const root = resolve(import.meta.dirname, "../../..");
  const reader = createReachReader({
    root,
    uncounted: { calls: ["defineExperiment"], properties: ["hypothesis", "seeds"] },
    forPeople: { package: "@dalmeum/contracts", names: ["UserError", "problemsError"] },
    refusals: { package: "@dalmeum/contracts", names: ["refuseProblems"] },
    uncountedEnvironment: ["HF_ENDPOINT", "HF_HOME", "HF_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN", "XDG_CACHE_HOME"],
  });
  const reach = await reader.reachOf([
    { file: `${root}/experiments/smoke/experiment.ts`, exports: ["default"] },
    { file: `${root}/packages/graph-compiler/src/index.ts`, exports: ["onnxruntimeEngine"] },
  ]);
  const { hash, pieces, packages } = reach;
  const loss = pieces.find(({ name }) => name === "pearsonLoss"); // its text, and where each name in it leads
  const changed = changedSources(reach); // none, until somebody edits a file
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(packages["onnxruntime-node"]?.version).toMatch(/^1\./);
  expect(loss?.text).toMatch(/^export (const|function) pearsonLoss/);
  expect(Object.values(loss?.uses ?? {}).join()).toContain("packages/losses/src/");
  expect(reach.environment).toEqual([]);
  expect(changed).toEqual([]);
});
