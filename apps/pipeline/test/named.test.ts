import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace } from "./workspace.ts";

const guessing = `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "keep",
  learner: { name: "guess", options: {}, fit: () => ({ id }) => Number(id.at(-1)) },
});
`;

const workspace = (): string => createWorkspace({ "experiments/tiny/experiment.ts": guessing });

it.each([
  ["its folder", ".", "experiments/tiny/"],
  ["its file", ".", "./experiments/tiny/experiment.ts"],
  ["its folder, from the root where somebody is elsewhere", "datasets", "experiments/tiny"],
  ["its folder, from elsewhere", "datasets", "../experiments/tiny/"],
  ["where somebody is", "experiments/tiny", "."],
])("an experiment is named by %s", async (_, folder, path) => {
  const root = workspace();
  expect(await dalmeum(join(root, folder), `train ${path}`)).toMatchObject({ code: 0, stderr: "" });
});

it("an experiment stands for its run where it has one, and lists them where it has several", async () => {
  const root = workspace();
  await dalmeum(root, "train tiny");
  mkdirSync(join(root, "experiments/tiny/runs/seed-2-unfinished"));
  const one = await dalmeum(root, "evaluate tiny");
  expect(one).toMatchObject({ code: 0, stderr: "" });
  expect(await dalmeum(root, "evaluate experiments/tiny/")).toEqual(one);
  await dalmeum(root, "train tiny --seed 2");
  const { code, stderr } = await dalmeum(root, "evaluate tiny");
  expect(stderr).toMatch(
    /^tiny has 2 finished runs; name one of them:\n {2}experiments\/tiny\/runs\/seed-1-\w+\n {2}experiments\/tiny\/runs\/seed-2-\w+\n$/,
  );
  expect(code).toBe(1);
});

it("a dataset is named by itself, or by a path", async () => {
  const root = workspace();
  const { stdout } = await dalmeum(root, "data report datasets/tiny --json");
  expect((await dalmeum(root, "data report tiny --json")).stdout).toBe(stdout);
  expect((await dalmeum(join(root, "experiments"), "data report datasets/tiny --json")).stdout).toBe(stdout);
});
