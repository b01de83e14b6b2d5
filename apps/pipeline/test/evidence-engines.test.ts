import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf, runIdentity, runState } from "@dalmeum/runs";
import { expect, it } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { ensembleFiles, MEMBERS } from "./ensemble-files.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, parameterisedSource } from "./workspace.ts";

const RUNS = "experiments/tiny/runs";
const comparedSchema = z.object({ warnings: z.array(z.string()), runs: z.array(z.string()) });

async function compare(root: string, commandLine: string) {
  const { code, stdout, stderr } = await dalmeum(root, `compare ${commandLine} --json`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return comparedSchema.parse(JSON.parse(stdout));
}

/** Lay a run down again, as another engine would have made it; returns its path. */
function copyOnEngine(root: string, run: string): string {
  const state = runState(join(root, run));
  if (state.kind !== "finished") throw new Error(`${run} is not finished`);
  const { inputs, result, ...record } = state.record;
  const moved = { ...inputs, engine: { ...inputs.engine, name: "openvino" } };
  const identity = runIdentity(moved, keyOf(record));
  const copy = `${run.slice(0, -8)}${identity.slice(0, 8)}`;
  cpSync(join(root, run), join(root, copy), { recursive: true });
  const later = { ...result, finishedAt: "2100-01-01T00:00:00.000Z" };
  writeFileSync(
    join(root, copy, "run.json"),
    JSON.stringify({ format: 2, ...record, inputs: moved, identity, result: later }),
  );
  return copy;
}

it("compares runs of one engine, and says where it cannot", async () => {
  const root = createWorkspace({ "experiments/tiny/experiment.ts": parameterisedSource });
  for (const reference of ["tiny", "tiny:alpha=1"]) {
    expect((await dalmeum(root, `train ${reference} --engine onnxruntime`)).stderr).toBe("");
  }
  const both = "tiny tiny:alpha=1 --on dev";
  const { runs: made, warnings } = await compare(root, both);
  expect(warnings).toEqual([]);
  const [control = "", treatment = ""] = made;

  const other = copyOnEngine(root, control);
  expect(await compare(root, both)).toEqual({ warnings: [], runs: made });

  const others = [other, copyOnEngine(root, treatment)];
  const chosen = await compare(root, both);
  expect(chosen.runs).toEqual(others);
  expect(chosen.warnings).toContain(
    "There are runs of openvino in float32 and of onnxruntime in float32; those of openvino in float32 are taken, which finished last. --engine and --precision choose.",
  );
  expect(await compare(root, `${both} --engine onnxruntime`)).toEqual({ warnings: [], runs: made });

  for (const run of [control, others[1] ?? ""]) rmSync(join(root, run), { recursive: true });
  const mixed = await compare(root, both);
  expect(mixed.warnings[0]).toMatch(
    /^No engine has all runs, so those of several are taken: 1 of \w+ in float32, 1 of/,
  );
  expect((await dalmeum(root, `compare ${both} --engine onnxruntime`)).stderr).toMatch(
    /^tiny: no finished run with today's options, data and checkpoint on onnxruntime; run `npx dalmeum train tiny`/,
  );
  expect(readdirSync(join(root, RUNS))).toHaveLength(2);
});

it("takes a blend whose members are of other code, and none whose members' runs are gone", async () => {
  const root = createWorkspace(ensembleFiles);
  for (const name of [...MEMBERS, "blend"]) await dalmeum(root, `train ${name}`);
  expect((await compare(root, "strong blend")).warnings).toEqual([]);
  const file = join(root, "experiments/weak/experiment.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace("penalty: 10000", "penalty: 5000 + 5000"));
  // In a process of its own: one reads code once.
  const { stdout } = await startDalmeum(root, "compare strong blend --json").ended;
  expect(comparedSchema.parse(JSON.parse(stdout)).warnings).toEqual([
    expect.stringMatching(/^1 of \d+ runs were trained by other code than today's\.$/),
  ]);
  rmSync(join(root, "experiments/weak/runs"), { recursive: true });
  expect((await dalmeum(root, "compare strong blend")).stderr).toMatch(/^blend: no finished run/);
});
