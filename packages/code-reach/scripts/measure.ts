/**
 * How long it takes to follow experiments: `npx pnpm measure [--cold] [experiment]`, all of them by default; cold: without what
 * is kept of earlier readings.
 */
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { createReachReader } from "../src/index.ts";

const root = resolve(import.meta.dirname, "../../..");
const isCold = process.argv.includes("--cold");
const [only] = process.argv.slice(2).filter((argument) => argument !== "--cold");
const names = readdirSync(`${root}/experiments`).filter((name) =>
  existsSync(`${root}/experiments/${name}/experiment.ts`),
);
const reader = createReachReader({
  root,
  uncounted: { calls: ["defineExperiment"], properties: ["hypothesis", "seeds"] },
  forPeople: { package: "@dalmeum/contracts", names: ["UserError", "problemsError"] },
  refusals: { package: "@dalmeum/contracts", names: ["refuseProblems"] },
  ...(isCold ? {} : { cache: `${root}/node_modules/.cache/dalmeum/code-reach` }),
});
const [start, before] = [performance.now(), process.cpuUsage()];
for (const name of only === undefined ? names : [only]) {
  const begun = performance.now();
  const reach = await reader.reachOf([
    { file: `${root}/experiments/${name}/experiment.ts`, exports: ["default"] },
    { file: `${root}/packages/runs/src/makers/training/training-maker.ts`, exports: ["createTrainingMaker"] },
    { file: `${root}/packages/graph-compiler/src/index.ts`, exports: ["onnxruntimeEngine"] },
  ]);
  const ms = Math.round(performance.now() - begun);
  console.log(`${name}: ${ms} ms, ${reach.pieces.length} pieces of ${Object.keys(reach.sources).length} files`);
}
const cpu = (since?: NodeJS.CpuUsage): number => Math.round(process.cpuUsage(since).user / 1000);
console.log(
  `all: ${Math.round(performance.now() - start)} ms, ${cpu(before)} ms of a core; since node started ${Math.round(performance.now())} ms, ${cpu()} ms of a core`,
);
