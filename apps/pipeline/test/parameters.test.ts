import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { expectTraining, loadExperiment } from "@dalmeum/experiments";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, parameterisedSource } from "./workspace.ts";

const EXPERIMENT = "experiments/tiny/experiment.ts";
const workspace = (source = parameterisedSource): string => createWorkspace({ [EXPERIMENT]: source });

it("builds an experiment with the settings that its reference names, and defaults for the others", async () => {
  const root = workspace();
  const plain = await loadExperiment(root, "tiny");
  expect(plain.settings).toEqual({ alpha: 0.5, batchSize: 4, pooling: "mean" });
  const set = await loadExperiment(root, "tiny:alpha=0.25,pooling=first");
  expect(set).toMatchObject({ name: "tiny", settings: { alpha: 0.25, batchSize: 4, pooling: "first" } });
  expect(expectTraining(set).experiment.model.options).toMatchObject({ pooling: "first" });
});

it.each([
  [
    "tiny:alhpa=1",
    /experiments\/tiny\/experiment\.ts: parameters: 1 problem\n {2}found alhpa, expected alpha, batchSize, pooling/,
  ],
  ["tiny:alpha=2", /alpha: found 2\. /],
  ["tiny:alpha=big", /alpha: found big\. /],
  ["tiny:pooling=max", /pooling: found max\. /],
  ["tiny:batchSize=0", /batchSize: found 0, expected an integer from 1 on/],
])("refuses %s", async (reference, message) => {
  await expect(loadExperiment(workspace(), reference)).rejects.toThrow(message);
});

it("refuses settings of an experiment without parameters, and a parameter without a default", async () => {
  await expect(loadExperiment(createWorkspace(), "tiny:alpha=1")).rejects.toThrow(/has no parameters/);
  await expect(loadExperiment(workspace(parameterisedSource.replace(".default(0.5)", "")), "tiny")).rejects.toThrow(
    /alpha has no default/,
  );
});

it("trains each setting as a run of its own, which evaluate finds again", async () => {
  const root = workspace();
  for (const reference of ["tiny", "tiny:alpha=0.5", "tiny:alpha=0.25"]) {
    expect(await dalmeum(root, `train ${reference}`)).toMatchObject({ code: 0, stderr: "" });
  }
  const runs = readdirSync(join(root, "experiments/tiny/runs"));
  expect(runs).toHaveLength(2);
  const record = z.object({ settings: z.object({ alpha: z.number() }) });
  const alphas = runs.map(
    (run) =>
      record.parse(JSON.parse(readFileSync(join(root, "experiments/tiny/runs", run, "run.json"), "utf8"))).settings
        .alpha,
  );
  expect(alphas.toSorted()).toEqual([0.25, 0.5]);
  for (const run of runs)
    expect(await dalmeum(root, `evaluate experiments/tiny/runs/${run}`)).toMatchObject({ code: 0 });
  const submitted = await dalmeum(root, "submit tiny:alpha=0.25");
  expect(submitted.stdout).toMatch(/experiments\/tiny\/submission-alpha-0\.25\/submission\.csv: .*accepted/);
});
