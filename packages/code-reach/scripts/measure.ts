/** How long it takes to follow experiments: `pnpm measure [experiment]`, all of them by default. */
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { createReachReader } from "../src/index.ts";

const root = resolve(import.meta.dirname, "../../..");
const [only] = process.argv.slice(2);
const names = readdirSync(`${root}/experiments`).filter((name) =>
  existsSync(`${root}/experiments/${name}/experiment.ts`),
);
const reader = createReachReader({
  root,
  uncounted: { calls: ["defineExperiment"], properties: ["hypothesis", "seeds"] },
  forPeople: { package: "@dalmeum/contracts", names: ["UserError", "problemsError"] },
});
const start = performance.now();
for (const name of only === undefined ? names : [only]) {
  const before = performance.now();
  const reach = await reader.reachOf([
    { file: `${root}/experiments/${name}/experiment.ts`, exports: ["default"] },
    { file: `${root}/packages/runs/src/makers/training/training-maker.ts`, exports: ["createTrainingMaker"] },
    { file: `${root}/packages/graph-compiler/src/index.ts`, exports: ["onnxruntimeEngine"] },
  ]);
  const ms = Math.round(performance.now() - before);
  console.log(`${name}: ${ms} ms, ${reach.pieces.length} pieces of ${Object.keys(reach.sources).length} files`);
}
const cpu = Math.round(process.cpuUsage().user / 1000);
console.log(
  `all: ${Math.round(performance.now() - start)} ms; since node started ${Math.round(performance.now())} ms, ${cpu} ms of a core`,
);
