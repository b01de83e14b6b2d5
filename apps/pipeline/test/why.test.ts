import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { ensembleFiles } from "./ensemble-files.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace } from "./workspace.ts";

const FEATURES = "experiments/strong/features.ts";
const EXPERIMENT = "experiments/strong/experiment.ts";
const DATA = "datasets/tiny/train.csv";

const learner = `const LONGEST = 1e-8;

/** How alike two lengths are. */
export function likeness(first: string, second: string): number {
  return Math.min(first.length, second.length) / (Math.max(first.length, second.length) + LONGEST);
}
`;

const experiment = `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";
import { likeness } from "./features.ts";

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "drop",
  learner: {
    name: "likeness",
    options: { scale: 5 },
    fit: () => (pair) => 5 * likeness(pair.sentence1, pair.sentence2),
  },
});
`;

/** Each in a process of its own: a module is imported once. */
async function why(root: string, named = "strong"): Promise<string> {
  const { code, stdout, stderr } = await startDalmeum(root, `why ${named}`).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

it("names the line that changed, the data file and the option", { tags: ["slow"] }, async () => {
  const root = createWorkspace({ ...ensembleFiles, [FEATURES]: learner, [EXPERIMENT]: experiment });
  const changed = async (file: string, from: string, to: string, named?: string): Promise<string> => {
    const before = readFileSync(join(root, file), "utf8");
    writeFileSync(join(root, file), before.replace(from, to));
    const told = await why(root, named);
    writeFileSync(join(root, file), before);
    return told;
  };
  const here = async (): Promise<string> => (await dalmeum(root, "why strong")).stdout;
  expect(await here()).toBe("seed 1: not trained\n");
  expect(await dalmeum(root, "train strong")).toMatchObject({ code: 0, stderr: "" });
  const path = `experiments/strong/runs/${String(readdirSync(join(root, "experiments/strong/runs"))[0])}`;
  expect(await here()).toBe(`seed 1: ${path} is today's, nothing that it follows from has changed\n`);

  expect(await changed(FEATURES, "1e-8", "1e-7")).toBe(
    `seed 1: ${path} is stale\n  experiments/strong/features.ts:1: LONGEST 1e-8 became 1e-7\n`,
  );
  expect(await changed(FEATURES, "Math.min", "Math.max", path)).toMatch(
    /is stale\n {2}experiments\/strong\/features\.ts:5: likeness min became max\n$/,
  );
  expect(await changed(EXPERIMENT, "scale: 5", "scale: 6")).toMatch(/learner\.options\.scale 5 became 6\n/);
  expect(await changed(FEATURES, "/** How alike", "export const unused = 1;\n\n/** How similar")).toMatch(/is today's/);

  const rows = readFileSync(join(root, DATA), "utf8");
  writeFileSync(join(root, DATA), rows.replace(",5.0,1", ",4.8,1"));
  expect(await here()).toBe(`seed 1: ${path} is stale\n  ${DATA}: has other content\n`);
});

it("says in one line why it trains anew, and submit what changed", { tags: ["slow"] }, async () => {
  const root = createWorkspace({ ...ensembleFiles, [FEATURES]: learner, [EXPERIMENT]: experiment });
  await dalmeum(root, "train strong");
  writeFileSync(join(root, FEATURES), learner.replace("1e-8", "1e-7"));
  const change = "experiments/strong/features.ts: LONGEST 1e-8 became 1e-7";
  expect((await startDalmeum(root, "submit strong").ended).stderr).toContain(`is stale: ${change}\n`);
  expect((await startDalmeum(root, "doctor").ended).stdout).toMatch(
    /stale {4}experiments\/strong +1 finished of 1 run, 1 stale\n/,
  );
  expect((await startDalmeum(root, "train strong").ended).stdout).toContain(`seed 1 is trained anew: ${change};`);
});
