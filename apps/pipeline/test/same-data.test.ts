import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { baselineSource, ensembleFiles } from "./ensemble-files.ts";
import { createWorkspace, experimentManifest } from "./workspace.ts";

const inFolder = (folder: string): Readonly<Record<string, string>> => ({
  [`datasets/${folder}/train.csv`]: String(ensembleFiles["datasets/tiny/train.csv"]),
  [`datasets/${folder}/dev.csv`]: String(ensembleFiles["datasets/tiny/dev.csv"]),
  [`datasets/${folder}/test.csv`]: String(ensembleFiles["datasets/tiny/test.csv"]),
});
const baselineOf = (name: string, folder: string): Readonly<Record<string, string>> => ({
  [`experiments/${name}/experiment.ts`]: baselineSource(1).replace("datasets/tiny", `datasets/${folder}`),
  [`experiments/${name}/package.json`]: experimentManifest(name),
});

it("what was made of the same train, dev and test can be compared, whatever else was read", async () => {
  const other = inFolder("tiny/other");
  const root = createWorkspace({
    ...ensembleFiles,
    ...inFolder("tiny/copied"),
    ...baselineOf("moved", "tiny/copied"),
    ...other,
    "datasets/tiny/other/dev.csv": String(other["datasets/tiny/other/dev.csv"]).replace(",5.0,1", ",4.0,1"),
    ...baselineOf("changed", "tiny/other"),
  });
  for (const name of ["weak", "elsewhere", "moved", "changed"]) {
    expect((await dalmeum(root, `train ${name}`)).stderr).toBe("");
  }
  expect(await dalmeum(root, "compare weak elsewhere")).toMatchObject({ code: 0, stderr: "" });
  expect(await dalmeum(root, "compare weak moved")).toMatchObject({ code: 0, stderr: "" });
  expect((await dalmeum(root, "compare weak changed")).stderr).toMatch(
    /weak.* and .*changed.* were made on other train, dev or test files; expected the same/,
  );

  const runs = join(root, "experiments/weak/runs");
  const record = join(runs, readdirSync(runs)[0] ?? "", "run.json");
  const written = readFileSync(record, "utf8");
  writeFileSync(record, written.replace(/("heldOut": \{.*?"estimate": )-?[\d.e-]+/s, "$10.99"));
  expect((await dalmeum(root, "compare weak elsewhere")).stderr).toMatch(
    /run\.json: says what its files do not give; .*\n +heldOut\.pearson: found 0\.99, computed/,
  );
  writeFileSync(record, written.replace(/"penalty": \d+/, '"penalty": 3'));
  expect((await dalmeum(root, "compare weak elsewhere")).stderr).toMatch(
    /run\.json: it was edited or damaged; .*\n +identity: found \w+, its inputs, seed and fold give/,
  );
});
