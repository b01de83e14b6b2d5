import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeWorkspace } from "@dalmeum/testing";
import { checkDependencies, findWorkspaceRoot, loadExperiment } from "../src/index.ts";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const [definition = ""] = /(?<=```ts\n)\/\/ experiments[\s\S]*?(?=```)/.exec(readme) ?? [];

it("runs the README's example", async () => {
  const cwd = writeWorkspace({ mean: definition.replace("datasets/korsts", "datasets/tiny") }, ["data", "experiments"]);
  const root = findWorkspaceRoot(cwd);
  const loaded = await loadExperiment(root, "mean:constant=2.5"); // experiments/mean/experiment.ts, built with a setting
  const { reference, settings, experiment } = loaded;
  expect({ reference, settings, kind: experiment.kind }).toEqual({
    reference: "mean:constant=2.5",
    settings: { constant: 2.5 },
    kind: "baseline",
  });
  await expect(checkDependencies(loaded)).rejects.toThrow(
    "experiments/mean/package.json: 3 problems\n  reads datasets/tiny/train.csv, which is in no workspace package",
  );
  await expect(loadExperiment(root, "meen")).rejects.toThrow('found no experiment "meen". Did you mean mean?');
  await expect(loadExperiment(root, "mean:constant=7")).rejects.toThrow("constant: found 7");
});
