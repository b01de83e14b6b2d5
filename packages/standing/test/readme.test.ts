import { expect, it } from "vitest";
import { createBoardReader } from "../src/index.ts";
import { trainAll, writeTeamWorkspace } from "./team-workspace.ts";

it("runs the README's example", async () => {
  const root = writeTeamWorkspace();
  await trainAll(root, "plain");

  const reader = createBoardReader(root);
  const reading = await reader.read(); // the workspace as it is now; again after a change, it reads what changed
  const { standings, experiments, problems } = reading.index({ live: false });
  const [best, ...others] = standings[0]?.rows ?? []; // highest score first
  const tied = others.filter(({ place }) => place === "tied"); // first as well, as far as anybody can tell
  const page = await reading.experiment(best?.experiment ?? ""); // options, hypothesis, curves, diagnosis, runs
  const { runs } = reading.live(); // what trains now

  expect([experiments.length, problems, tied, runs]).toEqual([6, [], [], []]);
  expect(page?.runs).toHaveLength(6);
});
