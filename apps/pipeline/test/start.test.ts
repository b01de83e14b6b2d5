import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, dataFiles, experimentManifest } from "./workspace.ts";

const guessing = (hypothesis: string, share: number): string => `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({
  hypothesis: ${hypothesis},
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "keep",
  learner: { name: "guess", options: { share: ${share} }, fit: () => ({ id }) => (Number(id.at(-1)) * ${share}) % 5 },
});
`;

const against = '{ claim: "It guesses better", control: "tiny", metric: "pearson", smallestDifference: 0.5 }';

const files = {
  "experiments/tiny/experiment.ts": guessing('"It guesses"', 7),
  "experiments/second/package.json": experimentManifest("second"),
  "experiments/second/experiment.ts": guessing(against, 3),
  "packages/losses/package.json": '{ "name": "@dalmeum/losses" }',
  "packages/data/package.json": '{ "name": "@dalmeum/data" }',
  ".github/CODEOWNERS": "* @dalmeum/team\n/packages/losses/ @dalmeum/losses\n/packages/data/ @mina\n",
};

it("says what to begin with where nothing has been done, and why", async () => {
  const { code, stdout, stderr } = await dalmeum(createWorkspace(files), "start");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.split("\n\n")).toEqual([
    "2 experiments, 0 of them trained; 1 hypothesis without an answer; 1 package without an owner",
    expect.stringMatching(
      /^first tasks\n1\. See it work: nothing has been trained here yet\n {5}npx dalmeum train second\n {5}npx dalmeum diagnose second\n/,
    ),
    'hypotheses without an answer\n  - second: lacks runs of tiny and second. "It guesses better"',
    "cannot be answered: their hypothesis names no control\n  - tiny",
    "packages without an owner\n  - packages/losses\n",
  ]);
  expect(stdout).toMatch(
    /2\. Look at datasets\/tiny: nobody has written down what is odd in it: Pair in the other order, 17\s+rows;[^]*\n {5}npx dalmeum data report datasets\/tiny --output datasets\/tiny\/report\n/,
  );
  expect(stdout).toMatch(
    /3\. Answer second: "It guesses better" lacks runs\n {5}npx dalmeum train tiny\n {5}npx dalmeum train second\n {5}npx dalmeum compare second\n/,
  );
  expect(stdout).toMatch(
    /4\. Take a package: nobody has packages\/losses: [^]*\n {5}npx dalmeum new loss <name> --owner @your-name\n/,
  );
});

it("counts what has been done: runs, a report, an owner", async () => {
  const root = createWorkspace(files);
  await dalmeum(root, "train tiny");
  await dalmeum(root, "train second");
  await dalmeum(root, "data report datasets/tiny --output datasets/tiny/report");
  writeFileSync(join(root, ".github/CODEOWNERS"), "* @mina\n");
  const { stdout } = await dalmeum(root, "start --json");
  expect(JSON.parse(stdout)).toMatchObject({
    tasks: [
      {
        title: "Answer second",
        why: '"It guesses better" has one seed an arm, which says nothing of how another would do',
        commands: [
          "npx dalmeum train tiny --seed 2",
          "npx dalmeum train second --seed 2",
          "npx dalmeum compare second --seeds 2",
        ],
      },
    ],
    unseen: [],
    freePackages: [],
    experiments: [
      { name: "second", finishedRuns: 1, standing: { kind: "undecided", seeds: 1 } },
      { name: "tiny", finishedRuns: 1, standing: { kind: "untested" } },
    ],
  });
});

it("tells what cannot be read, and goes on", async () => {
  const root = createWorkspace({
    ...files,
    "experiments/second/experiment.ts": "export default {",
    "datasets/tiny/dev.csv": dataFiles["datasets/tiny/dev.csv"].replace("dev-1", "train-1"),
  });
  mkdirSync(join(root, "datasets/empty"));
  const { code, stdout } = await dalmeum(root, "start");
  expect(code).toBe(0);
  const told = stdout.replaceAll(/\s+/g, " ");
  expect(told).toContain(
    "Look at datasets/empty: it cannot be read: datasets/empty: found no training file, expected ",
  );
  expect(told).toContain(
    "Look at datasets/tiny: it cannot be read: datasets/tiny: an id may stand once in all three files",
  );
  expect(told).toContain(
    "- second: experiments/second/experiment.ts cannot be loaded: Transform failed with 1 error: cannot be",
  );
});

it("says how to begin where there is nothing at all", async () => {
  const root = createWorkspace();
  const empty = join(root, "empty");
  mkdirSync(empty);
  writeFileSync(join(empty, "pnpm-workspace.yaml"), "packages: []\n");
  const { stdout } = await dalmeum(empty, "start");
  expect(stdout).toMatch(
    /^0 experiments.*\n\nfirst tasks\n1\. Begin: there is no experiment yet\n {5}npx dalmeum new dataset <name>\n$/,
  );
});
