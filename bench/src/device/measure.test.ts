import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { workspaceRoot } from "../workspace-root.ts";
import { measureDevice } from "./measure.ts";
import { type DevicePlan, DRY_PLAN } from "./plan.ts";
import { writeRandomWeights } from "./random-checkpoint.ts";
import type { Result } from "./result.ts";

/** Where `npx dalmeum runtime install xla` puts the CPU's plugin. */
const plugin = join(workspaceRoot, "runtimes/xla-cpu-0.11.2/lammps_jax_pjrt_cpu/pjrt_c_api_cpu_plugin.so");

const TOKENIZER = ["tokenizer.json", "tokenizer_config.json"];

/** What `prepare` makes, without what only another machine needs. */
function writeRoot({ models }: DevicePlan): string {
  const root = mkdtempSync(join(tmpdir(), "dalmeum-device-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  mkdirSync(join(root, "checkpoints"));
  symlinkSync(join(workspaceRoot, "datasets"), join(root, "datasets"));
  for (const { checkpoint, config } of Object.values(models)) {
    if (config === undefined) continue;
    mkdirSync(join(root, checkpoint));
    writeFileSync(join(root, checkpoint, "config.json"), JSON.stringify(config));
    for (const name of TOKENIZER) {
      cpSync(join(workspaceRoot, "checkpoints/e5-small-ko", name), join(root, checkpoint, name));
    }
  }
  return root;
}

it.skipIf(!existsSync(plugin))("measures every part of a plan on a CPU", { tags: ["slow"] }, async () => {
  const of = { model: "bert-2x32", length: 8, precision: "bfloat16" } as const;
  const tiny = DRY_PLAN.models["bert-2x32"] ?? expect.fail("the plan has no tiny model");
  const plan: DevicePlan = {
    ...{ ...DRY_PLAN, check: { pairs: 2, updates: 2 }, epochPairs: 2 },
    // The parts go the same ways with an encoder that compiles in a second.
    models: { "bert-2x32": tiny, "e5-small-ko": { ...tiny, checkpoint: "checkpoints/e5-small-ko" } },
    cases: { beforeEpoch: [of], afterEpoch: [{ ...of, model: "absent" }] },
  };
  const root = writeRoot(plan);
  writeRandomWeights(join(root, "checkpoints/e5-small-ko"));
  const results: Result[] = [];
  const recorded = { versions: {}, losses: [1, 1], gradientNorms: [1, 1] };
  await measureDevice({
    root,
    plan,
    plugin,
    recorded,
    onResult: (result) => void results.push(result),
  });
  expect(results).toMatchObject([
    { part: "machine", versions: { platform: "cpu" } },
    { part: "check", repeats: true },
    { part: "speed", runtime: "xla", ...of, batchSize: 4 },
    { part: "epoch", pairs: 2, updates: 1, programs: 1 },
    { part: "failed", what: "xla, absent, length 8, bfloat16", reason: "Error: the plan has no model absent" },
  ]);
});
