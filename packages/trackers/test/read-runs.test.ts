import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createRunReader } from "../src/index.ts";
import { BEGAN, beginRun, createWorkspace, finishRun, readAll } from "./made-runs.ts";

it("describes a finished run, its series spread over the training's time", () => {
  const root = createWorkspace();
  finishRun(root, { key: { seed: 3, fold: 2 } });
  const [run] = readAll(root);
  expect(run).toMatchObject({
    ...{ experiment: "one", reference: "one:alpha=0.5", slug: "one-alpha-0.5", seed: 3, fold: 2, state: "finished" },
    ...{ startedAt: BEGAN, endedAt: BEGAN + 110_000, owner: "mina", host: "gpu-1", claim: "It is better" },
    ...{ commit: { hash: "c0ffee", dirty: true }, engine: { name: "onnxruntime", precision: "float32" } },
  });
  expect(run?.path).toMatch(/^experiments\/one\/runs\/seed-3-fold-2-[0-9a-f]{8}$/);
  expect(run?.options).toContainEqual(["objective.terms[0].loss", "maeLoss"]);
  const series = new Map(run?.series().map(({ name, points }) => [name, points]));
  expect(series.get("train/loss")).toHaveLength(40);
  expect(series.get("train/loss")?.at(-1)).toEqual({ step: 40, value: 1 / 40, time: BEGAN + 100_000 });
  expect(series.get("train/loss")?.at(0)).toEqual({ step: 1, value: 1, time: BEGAN + 2500 });
  // A correlation that is not defined is none.
  expect(series.get("dev/pearson")?.map(({ step, value }) => [step, value])).toEqual([
    [20, 0.7],
    [40, 0.8],
  ]);
  expect(series.get("final/dev/pearson")).toEqual([{ step: 40, value: 0.8, time: BEGAN + 110_000 }]);
  expect(series.get("final/dev/pearson-low")?.[0]?.value).toBeCloseTo(0.75);
  expect([series.has("final/held-out/pearson"), series.has("final/held-out/spearman")]).toEqual([false, true]);
});

it("tells of runs as far as they are, and how they ended", async () => {
  const root = createWorkspace();
  const [trains, fails, stops] = await Promise.all([1, 2, 3].map((seed) => beginRun(root, { key: { seed } })));
  trains?.train(1, 5);
  fails?.fail("the loss is NaN");
  fails?.release();
  stops?.release();
  expect(readAll(root).map(({ seed, state, endedAt }) => [seed, state, endedAt])).toEqual([
    [1, "running", undefined],
    [2, "failed", BEGAN],
    [3, "stopped", BEGAN],
  ]);
  expect(
    readAll(root)[0]
      ?.series()
      .map(({ points }) => points.length),
  ).toEqual([5]);
  trains?.release();
});

it("gives each finished run once it was taken, and names what is damaged", () => {
  const root = createWorkspace();
  finishRun(root);
  const damaged = join(root, "experiments/two/runs/seed-1-00000000");
  mkdirSync(damaged, { recursive: true });
  writeFileSync(join(damaged, "run.json"), "{");
  const reader = createRunReader(root, ["one", "two"]);
  const lost = (): void => {
    for (const run of reader.read()) throw new Error(`${run.path} is lost`);
  };
  expect(lost).toThrow("is lost");
  expect([...reader.read()]).toHaveLength(1);
  expect([...reader.read()]).toEqual([]);
  expect([...reader.damaged]).toEqual(["experiments/two/runs/seed-1-00000000"]);
  expect([...createRunReader(root, ["two"]).read()]).toEqual([]);
  expect(() => createRunReader(root, ["tow"])).toThrow("Did you mean");
});
