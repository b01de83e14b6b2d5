import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { createWorkspace, experimentSource } from "./workspace.ts";

const bin = fileURLToPath(new URL("../bin/dalmeum.mjs", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of its own; stopped with Ctrl-C's signal when its output has `stopAt`. */
function start(cwd: string, argv: readonly string[], stopAt?: string): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...argv], { cwd });
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    written.stdout += chunk.toString();
    if (stopAt !== undefined && written.stdout.includes(stopAt)) child.kill("SIGINT");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    written.stderr += chunk.toString();
  });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      resolve({ code, ...written });
    });
  });
}

it("helps and fails as a process of its own", async () => {
  const root = createWorkspace();
  const help = await start(root, ["train", "--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toMatch(/dalmeum train/);
  expect(await start(root, ["train", "tini"])).toEqual({
    code: 1,
    stdout: "",
    stderr: 'found no experiment "tini". Did you mean tiny? There are: tiny\n',
  });
});

it("leaves an unfinished run on Ctrl-C", async () => {
  const source = experimentSource.replace("epochs: 2", "epochs: 2000");
  const root = createWorkspace({ "experiments/tiny/experiment.ts": source });
  const { code, stderr } = await start(root, ["train", "tiny"], "loss");
  expect(stderr).toMatch(/^interrupted by SIGINT: .* is left unfinished; `dalmeum train tiny` starts it over\n$/);
  expect(code).toBe(130);
  const runs = join(root, "experiments/tiny/runs");
  const [run = ""] = readdirSync(runs);
  expect(JSON.parse(readFileSync(join(runs, run, "run.json"), "utf8"))).toMatchObject({ status: "unfinished" });
  expect(readFileSync(join(runs, run, "metrics.jsonl"), "utf8")).toMatch(/"step":1/);
});
