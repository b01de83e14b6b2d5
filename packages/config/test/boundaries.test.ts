import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type IReporterOutput } from "dependency-cruiser";
import { expect, it, onTestFinished } from "vitest";
import ruleSet from "../boundaries.config.mjs";

/** Names of the rules that a tree of files breaks. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "boundaries-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  const folders = [...new Set(Object.keys(files).map((name) => name.split("/", 1).join()))];
  const { output }: IReporterOutput = await cruise(folders, {
    ...ruleSet.options,
    ruleSet,
    validate: true,
    baseDir: root,
  });
  if (typeof output === "string") throw new Error(output);
  return output.summary.violations.map(({ rule }) => rule.name);
}

const LEAF = "export const value = 1;\n";
const importOf = (path: string): string => `import { value } from "${path}";\nexport const mine = value;\n`;

it("lets the arrows through", async () => {
  const files = {
    "packages/contracts/src/index.ts": LEAF,
    "packages/testing/src/index.ts": importOf("../../contracts/src/index.ts"),
    "packages/losses/src/index.ts": importOf("../../contracts/src/index.ts"),
    "packages/losses/src/index.test.ts": importOf("../../testing/src/index.ts"),
    "packages/training/src/index.ts": importOf("../../contracts/src/index.ts"),
    "apps/pipeline/src/index.ts": importOf("../../../packages/training/src/index.ts"),
    "experiments/one/experiment.ts": importOf("../../packages/losses/src/index.ts"),
  };
  expect(await brokenRules(files)).toEqual([]);
});

it.each([
  ["a leaf imports a leaf", "packages/losses/src/mine.ts", "packages/models", "packages/losses: arrows"],
  ["the contracts import anything", "packages/contracts/src/mine.ts", "packages/data", "packages/contracts: arrows"],
  ["the pipeline imports a loss", "apps/pipeline/src/mine.ts", "packages/losses", "apps/pipeline: arrows"],
  [
    "an experiment's definition imports runs",
    "packages/experiments/src/mine.ts",
    "packages/runs",
    "packages/experiments: arrows",
  ],
  ["runs import what judges them", "packages/runs/src/mine.ts", "packages/evidence", "packages/runs: arrows"],
  ["an engine's choice imports runs", "packages/runtimes/src/mine.ts", "packages/runs", "packages/runtimes: arrows"],
  [
    "evidence imports submissions",
    "packages/evidence/src/mine.ts",
    "packages/submissions",
    "packages/evidence: arrows",
  ],
  [
    "submissions import evidence",
    "packages/submissions/src/mine.ts",
    "packages/evidence",
    "packages/submissions: arrows",
  ],
  ["exports import submissions", "packages/exports/src/mine.ts", "packages/submissions", "packages/exports: arrows"],
  ["the followed code imports runs", "packages/code-reach/src/mine.ts", "packages/runs", "packages/code-reach: arrows"],
  ["a lease imports runs", "packages/leases/src/mine.ts", "packages/runs", "packages/leases: arrows"],
  [
    "object stores import runs",
    "packages/object-stores/src/mine.ts",
    "packages/runs",
    "packages/object-stores: arrows",
  ],
  ["source imports the suites", "packages/data/src/mine.ts", "packages/testing", "packages/data: arrows"],
  ["a test imports another leaf", "packages/data/src/a.test.ts", "packages/losses", "packages/data: arrows of tests"],
  ["a package is nowhere named", "packages/extra/src/mine.ts", "packages/data", "every package has arrows"],
])("refuses that %s", async (_, from, to, rule) => {
  const files = { [`${to}/src/index.ts`]: LEAF, [from]: importOf(`../../../${to}/src/index.ts`) };
  expect(await brokenRules(files)).toEqual([rule]);
});

it("refuses a maker that imports how runs are named, found, explained or shared", async () => {
  const files = {
    "packages/runs/src/store/share.ts": LEAF,
    "packages/runs/src/record/run-files.ts": LEAF,
    "packages/runs/src/makers/baseline/mine.ts": importOf("../../store/share.ts"),
    "packages/runs/src/makers/baseline/fine.ts": importOf("../../record/run-files.ts"),
  };
  expect(await brokenRules(files)).toEqual(["makers stand apart"]);
});

it("refuses types that cross, cycles, and a backend outside the engine", async () => {
  const files = {
    "packages/models/src/index.ts": "export interface Shape { readonly rows: number }\n",
    "packages/losses/src/mine.ts": 'export type { Shape } from "../../models/src/index.ts";\n',
    "packages/data/src/a.ts": importOf("./b.ts"),
    "packages/data/src/b.ts": 'import { mine } from "./a.ts";\nexport const value = () => mine;\n',
    "packages/evaluation/src/mine.ts": 'import "@tensorflow/tfjs-backend-cpu";\n',
  };
  expect([...new Set(await brokenRules(files))].toSorted()).toEqual([
    "engines pick the backend",
    "no cycles",
    "packages/losses: arrows",
  ]);
});
