import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lookAt } from "@dalmeum/leases";
import { expect, it } from "vitest";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

it("helps and fails as a process of its own", async () => {
  const root = createWorkspace();
  const help = await startDalmeum(root, "train --help").ended;
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toMatch(/dalmeum train/);
  expect(await startDalmeum(root, "train tini").ended).toEqual({
    code: 1,
    stdout: "",
    stderr: 'found no experiment "tini". Did you mean tiny? There are: tiny\n',
  });
});

it("leaves an unfinished run on Ctrl-C", async () => {
  const source = experimentSource.replace("epochs: 2", "epochs: 2000");
  const root = createWorkspace({ "experiments/tiny/experiment.ts": source });
  const { child, ended } = startDalmeum(root, "train tiny");
  child.stdout?.on("data", (chunk: Buffer) => {
    if (chunk.includes("loss")) child.kill("SIGINT");
  });
  const { code, stderr } = await ended;
  expect(stderr).toMatch(/^interrupted by SIGINT: .* is left unfinished; `npx dalmeum train tiny` continues it\n$/);
  expect(code).toBe(130);
  const runs = join(root, "experiments/tiny/runs");
  const [run = ""] = readdirSync(runs);
  const holding = lookAt(join(runs, run));
  if (holding.kind !== "abandoned") throw new Error(`the run is ${holding.kind}`);
  const { work } = holding;
  expect(JSON.parse(readFileSync(join(work, "run.json"), "utf8"))).toMatchObject({ status: "unfinished" });
  expect(readFileSync(join(work, "metrics.jsonl"), "utf8")).toMatch(/"step":1/);
});
