import { readdirSync } from "node:fs";
import { join } from "node:path";
import { keepReports, type NodeReport } from "@dalmeum/clusters";
import { temporaryFolder } from "@dalmeum/object-stores/contract";
import { openRunStore, teamKeyId } from "@dalmeum/runs";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const RUNS = "experiments/tiny/runs";
const described = z.object({ engines: z.array(z.object({ versions: z.record(z.string(), z.string()) })) });

beforeEach(() => {
  vi.stubEnv("DALMEUM_RUNS", temporaryFolder());
  vi.stubEnv("TURBO_REMOTE_CACHE_SIGNATURE_KEY", "0f3a".repeat(16));
  // Nobody is there.
  vi.stubEnv("RAY_ADDRESS", "http://127.0.0.1:9");
  vi.stubEnv("DALMEUM_CLUSTER", "ray");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** What a node told once, which has this onnxruntime and another engine. */
function told(root: string, onnxruntime: string): void {
  const key = teamKeyId(openRunStore({ root, signal: new AbortController().signal }));
  const node: NodeReport = {
    ...{ id: "one", host: "one", node: process.version, cores: 2, memory: 1e9, gpus: 1, freeGpus: 1 },
    engines: [
      { name: "xla", precision: "bfloat16", versions: { platform: "cuda", device: "H200" } },
      { name: "onnxruntime", precision: "float32", versions: { "onnxruntime-node": onnxruntime } },
    ],
    ...{ store: "s3://team/runs", key, problem: null },
  };
  keepReports(root, "ray", [node]);
}

it(
  "plans with what nodes have told, whatever is installed here, and asks nobody where no run lacks",
  { tags: ["slow"] },
  async () => {
    const root = createWorkspace({ "experiments/tiny/experiment.ts": experimentSource.replace("[1, 2]", "[1]") });
    const unknown = await dalmeum(root, "why tiny");
    expect(unknown.stderr).toMatch(/`npx dalmeum cluster check --cluster ray` asks them/);
    const onnxruntime = await version(root);
    vi.stubEnv("DALMEUM_CLUSTER", "");
    expect(await dalmeum(root, "train tiny")).toMatchObject({ code: 0 });
    vi.stubEnv("DALMEUM_CLUSTER", "ray");

    told(root, onnxruntime);
    const onTheirs = await dalmeum(root, "why tiny");
    expect(onTheirs.stdout).toMatch(/engine name "onnxruntime" became "xla"/);
    const chosen = "--engine onnxruntime";
    for (const command of ["train tiny", "submit tiny"]) {
      const done = await dalmeum(root, `${command} ${chosen}`);
      expect(done, done.stderr).toMatchObject({ code: 0, stderr: "" });
    }
    expect((await dalmeum(root, `why tiny ${chosen}`)).stdout).toMatch(/is today's/);
    expect(readdirSync(join(root, RUNS))).toHaveLength(1);

    told(root, "0.0.1");
    expect((await dalmeum(root, `why tiny ${chosen}`)).stdout).toMatch(/onnxruntime-node "[\d.]+" became "0\.0\.1"/);
    const lacking = await dalmeum(root, `train tiny ${chosen}`);
    expect(lacking.code).toBe(1);
    expect(lacking.stderr).toMatch(/127\.0\.0\.1:9/);
    expect(readdirSync(join(root, RUNS))).toHaveLength(1);
  },
);

async function version(root: string): Promise<string> {
  const { stdout } = await dalmeum(root, "cluster node");
  return described.parse(JSON.parse(stdout)).engines[0]?.versions["onnxruntime-node"] ?? "";
}

it("refuses to start a run over that nodes would make, before it asks them", async () => {
  const root = createWorkspace();
  const { code, stderr } = await dalmeum(root, "train tiny --seed 1 --restart");
  expect(code).toBe(1);
  expect(stderr).toBe("--restart is for runs that are made here; a cluster's nodes go on from checkpoints\n");
});
