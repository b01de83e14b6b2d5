import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSafetensors } from "@dalmeum/files";
import { lookAt } from "@dalmeum/leases";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bin, startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const RUNS = "experiments/tiny/runs";
const TRAIN = "train tiny --seed 1";
const workspaceOf = (epochs: number): string =>
  createWorkspace({ "experiments/tiny/experiment.ts": experimentSource.replace("epochs: 2", `epochs: ${epochs}`) });

/** Where the one run of a workspace lies, finished or not. */
function workOf(root: string): string {
  const folder = join(root, RUNS, readdirSync(join(root, RUNS))[0] ?? "");
  const holding = lookAt(folder);
  return holding.kind === "free" ? folder : holding.work;
}

const recordOf = (root: string): unknown => JSON.parse(readFileSync(join(workOf(root), "run.json"), "utf8"));
const stepsOf = (root: string): number =>
  z.object({ step: z.number() }).parse(
    JSON.parse(
      readFileSync(join(workOf(root), "metrics.jsonl"), "utf8")
        .trim()
        .split("\n")
        .at(-1) ?? "",
    ),
  ).step;

/** The step that the run would go on after. */
const keptStep = (root: string): number =>
  Number(readSafetensors(join(workOf(root), "checkpoint.safetensors")).metadata.step);

describe("a training whose output is lost", { tags: ["slow"] }, () => {
  it("stops with a checkpoint where nobody reads it any more, and says so in its record", async () => {
    const root = workspaceOf(2000);
    const { child, ended } = startDalmeum(root, TRAIN);
    child.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.includes("loss")) child.stdout?.destroy();
    });
    const { code, stderr } = await ended;
    expect(stderr).toMatch(
      /^interrupted: nobody reads its output any more: .*; `npx dalmeum train tiny` continues it\n$/,
    );
    expect(code).toBe(129);
    const reason = "interrupted: nobody reads its output any more";
    expect(recordOf(root)).toMatchObject({ status: "unfinished", reason });
    expect(keptStep(root)).toBe(stepsOf(root));
  });

  it.runIf(existsSync("/dev/full"))(
    "goes on where its log's disk is full, and says at its end what was lost",
    async () => {
      const root = workspaceOf(20);
      const full = openSync("/dev/full", "w");
      const child = spawn(process.execPath, [bin, ...TRAIN.split(" ")], { cwd: root, stdio: ["ignore", full, "pipe"] });
      closeSync(full);
      let stderr = "";
      child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      const code = await new Promise((resolve) => child.once("close", resolve));
      expect(stderr).toBe("not all of the output could be written: no room is left on the disk (ENOSPC). Make room\n");
      expect(code).toBe(1);
      expect(recordOf(root)).toMatchObject({ status: "finished" });
    },
  );
});

describe("a training whose terminal is closed", { tags: ["slow"] }, () => {
  it.skipIf(process.platform === "win32")("goes on under nohup", async () => {
    const root = workspaceOf(20);
    const { child, ended } = startDalmeum(root, TRAIN, { through: ["nohup"] });
    child.stdout?.once("data", () => child.kill("SIGHUP"));
    const { code, stderr } = await ended;
    expect(stderr).toContain("SIGHUP: goes on, as none of its streams is a terminal; SIGTERM stops it\n");
    expect(code).toBe(0);
    expect(recordOf(root)).toMatchObject({ status: "finished" });
  });

  // script(1) makes a terminal, which is gone once it is.
  const hasScript = spawnSync("script", ["--version"]).stdout.includes("util-linux");
  it.runIf(hasScript)("stops with a checkpoint, and says so in its record", async () => {
    const root = workspaceOf(2000);
    const command = `exec '${process.execPath}' '${bin}' ${TRAIN}`;
    const terminal = spawn("script", ["--quiet", "--command", command, "/dev/null"], { cwd: root, stdio: "pipe" });
    terminal.stdout.on("data", (chunk: Buffer) => {
      if (chunk.includes("loss")) terminal.kill("SIGKILL");
    });
    await new Promise((resolve) => terminal.once("close", resolve));
    await expect.poll(() => recordOf(root), { timeout: 20_000 }).toMatchObject({ status: "unfinished" });
    expect(recordOf(root)).toMatchObject({ reason: "interrupted by SIGHUP" });
    expect(keptStep(root)).toBe(stepsOf(root));
  });
});
