import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { Interruption } from "@dalmeum/contracts";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

/** Chrome's trace event format, as far as Perfetto needs it here. */
const span = z.strictObject({
  ph: z.literal("X"),
  name: z.string().min(1),
  cat: z.enum(["updates", "steps", "kernels"]),
  ts: z.number().nonnegative(),
  dur: z.number().nonnegative(),
  pid: z.int(),
  tid: z.int(),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
});
const track = z.strictObject({
  ph: z.literal("M"),
  name: z.enum(["process_name", "thread_name"]),
  pid: z.int(),
  tid: z.int(),
  args: z.strictObject({ name: z.string().min(1) }),
});
const traceFile = z.strictObject({
  displayTimeUnit: z.literal("ms"),
  traceEvents: z.array(z.discriminatedUnion("ph", [span, track])),
});

const PROFILES = "experiments/tiny/profiles";

it("train --profile writes text and a trace that tell the same, and leaves no run", async () => {
  const source = experimentSource.replace("probability: 0.5", "probability: 0");
  const root = createWorkspace({ "experiments/tiny/experiment.ts": source });
  const { code, stdout, stderr } = await dalmeum(root, "train tiny --profile --seed 2");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(existsSync(join(root, "experiments/tiny/runs"))).toBe(false);
  const [folder = "", ...others] = readdirSync(join(root, PROFILES));
  expect(others).toEqual([]);
  expect(folder).toMatch(/^onnxruntime-float32-\d{4}-\d\d-\d\dT[\d-]+Z$/);
  expect(stdout).toContain(`${PROFILES}/${folder}/profile.json, which https://ui.perfetto.dev opens`);

  const text = readFileSync(join(root, PROFILES, folder, "profile.txt"), "utf8");
  const lines = text.split("\n");
  expect(stdout).toContain(lines.slice(0, 8).join("\n"));
  expect(lines[0]).toBe("tiny, seed 2, batches of 4 pairs, onnxruntime in float32");
  expect(Math.max(...lines.map((line) => line.length))).toBe(100);
  // Which nodes are the heaviest depends on what else the machine does.
  expect(text).toMatch(/(forward|backward)\/\w+\/#\d+ .*\d+x\d+ -> \d+/);

  const trace = traceFile.parse(JSON.parse(readFileSync(join(root, PROFILES, folder, "profile.json"), "utf8")));
  const spans = trace.traceEvents.flatMap((event) => (event.ph === "X" ? [event] : []));
  const of = (cat: string): typeof spans => spans.filter((event) => event.cat === cat);
  const milliseconds = (events: typeof spans): number =>
    events.reduce((sum, { dur }) => sum + dur, 0) / 1000 / of("updates").length;
  const told = (name: string): number => Number(new RegExp(`^${name}.* (\\d+\\.\\d\\d) `, "m").exec(text)?.[1]);
  // 8 pairs, 4 a batch.
  expect(of("updates").map(({ name }) => name)).toEqual(["update 1", "update 2"]);
  // One run a batch, and several small ones for what the optimizer updates, all of them inside of updates.
  const [gradientRuns, updateRuns] = ["gradient step", "update step"].map((step) =>
    of("steps").filter(({ name }) => name.startsWith(step)),
  );
  expect(gradientRuns).toHaveLength(2);
  expect(updateRuns?.length).toBeGreaterThan(2);
  for (const { ts, dur } of of("steps")) {
    expect(of("updates").filter((update) => ts >= update.ts && ts + dur <= update.ts + update.dur)).toHaveLength(1);
  }
  for (const pass of ["forward", "backward"]) {
    expect(of("kernels").some(({ args }) => String(args.node).startsWith(`${pass}/BatchMatMul/#`))).toBe(true);
  }
  expect(told("update  ")).toBeCloseTo(milliseconds(of("updates")), 1);
  for (const step of ["gradient step", "update step"]) {
    const runs = of("steps").filter(({ name }) => name.startsWith(step));
    expect(told(step)).toBeCloseTo(milliseconds(runs), 1);
    const kernels = of("kernels").filter(({ ts }) => runs.some((run) => ts >= run.ts && ts < run.ts + run.dur));
    const section = text.slice(text.indexOf(`\n\n${step}`));
    const outside = Number(/^outside of kernels.* (\d+\.\d\d) /m.exec(section)?.[1]);
    expect(milliseconds(kernels) + outside).toBeCloseTo(milliseconds(runs), 1);
  }
});

it("train --profile writes nothing when it is interrupted", async () => {
  const root = createWorkspace();
  const controller = new AbortController();
  const onOutput = (text: string): void => {
    if (text.includes("profiling")) controller.abort(new Interruption("SIGINT"));
  };
  const { code, stderr } = await dalmeum(root, "train tiny --profile", { signal: controller.signal, onOutput });
  expect({ code, stderr }).toEqual({ code: 130, stderr: "interrupted by SIGINT\n" });
  expect(existsSync(join(root, PROFILES))).toBe(false);
});

it("train --profile --json prints where the files are", async () => {
  const root = createWorkspace();
  const result: unknown = JSON.parse((await dalmeum(root, "train tiny --profile --json")).stdout);
  const { text, trace } = z.object({ text: z.string(), trace: z.string() }).parse(result);
  expect([text, trace].map((file) => existsSync(join(root, file)))).toEqual([true, true]);
});
