import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@dalmeum/object-stores/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const RUNS = "experiments/tiny/runs";
const NODE = process.versions.node.split(".", 1).join("");
const eventSchema = z.looseObject({ kind: z.string() });
const eventsOf = (stdout: string) =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => eventSchema.parse(JSON.parse(line)));

const sourceOf = (epochs: number, peak = "1e-3"): string =>
  experimentSource.replace("epochs: 2", `epochs: ${epochs}`).replace("1e-3", peak);
const workspaceOf = (...source: Parameters<typeof sourceOf>): string =>
  createWorkspace({ "experiments/tiny/experiment.ts": sourceOf(...source) });

let store = "";
beforeEach(() => {
  store = temporaryFolder();
  vi.stubEnv("DALMEUM_RUNS", store);
  vi.stubEnv("TURBO_REMOTE_CACHE_SIGNATURE_KEY", "0f3a".repeat(16));
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** What a run of this workspace would be. */
async function identityOf(root: string): Promise<string> {
  const { stderr } = await dalmeum(root, "train tiny --seed 1 --expect 0");
  return /found the identity ([0-9a-f]{64})/.exec(stderr)?.[1] ?? "";
}

describe("a run that another machine expects", { tags: ["slow"] }, () => {
  it("is made where it is the same here, and is in the store with its weights", async () => {
    const root = workspaceOf(2);
    const identity = await identityOf(root);
    expect(existsSync(join(root, RUNS))).toBe(false);
    const made = await dalmeum(root, `train tiny --seed 1 --expect ${identity} --expect-node ${NODE} --events`);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    const events = eventsOf(made.stdout);
    const [run = ""] = readdirSync(join(root, RUNS));
    expect(events.at(-1)).toEqual({ kind: "stored", path: join(RUNS, run) });
    expect(events).toContainEqual(expect.objectContaining({ kind: "progress", label: "training", unit: "pairs" }));
    const clone = workspaceOf(2);
    const pulled = await dalmeum(clone, `runs pull ${join(RUNS, run)} --weights`);
    expect(pulled.stdout).toMatch(/: fetched$/m);
    for (const file of readdirSync(join(root, RUNS, run))) {
      expect(readFileSync(join(clone, RUNS, run, file))).toEqual(readFileSync(join(root, RUNS, run, file)));
    }
  });

  it("is not begun where it would be another, which is told", async () => {
    const root = workspaceOf(2);
    const other = await dalmeum(root, `train tiny --seed 1 --expect ${"0".repeat(64)} --events`);
    expect(other.code).toBe(4);
    expect(other.stderr).toMatch(/found the identity [0-9a-f]{64}, expected 0{64}/);
    const [unfit] = eventsOf(other.stdout);
    expect(unfit).toMatchObject({ kind: "unfit", inputs: { options: { epochs: 2 }, engine: { name: "onnxruntime" } } });
    const node = await dalmeum(root, `train tiny --seed 1 --expect ${"0".repeat(64)} --expect-node 99 --events`);
    expect(node).toMatchObject({ code: 4, stderr: expect.stringMatching(/found Node v\d+.*, expected 99/) as unknown });
    const two = await dalmeum(root, `train tiny --expect ${"0".repeat(64)}`);
    expect(two).toMatchObject({ code: 4, stderr: expect.stringMatching(/names one run, found 2 of tiny/) as unknown });
    vi.stubEnv("DALMEUM_RUNS", "");
    const without = await dalmeum(root, `train tiny --seed 1 --expect ${"0".repeat(64)}`);
    expect(without).toMatchObject({ code: 4, stderr: expect.stringMatching(/found no store of runs/) as unknown });
    expect(existsSync(join(root, RUNS))).toBe(false);
  });

  it("tells its own failure from the machine's", async () => {
    const root = workspaceOf(2, "1e30");
    const identity = await identityOf(root);
    const diverged = await dalmeum(root, `train tiny --seed 1 --expect ${identity} --events`);
    expect(diverged.code).toBe(3);
    expect(diverged.stderr).toMatch(/training stopped at step/);
    vi.stubEnv("DALMEUM_RUNS", join(store, "gone"));
    const sound = workspaceOf(2);
    const away = await dalmeum(sound, `train tiny --seed 1 --expect ${await identityOf(sound)} --events`);
    expect(away.code).toBe(1);
    expect(away.stderr).toMatch(/found nothing, expected a folder/);
  });

  it("ends once whoever asked is gone, although its own code waits for something else", async () => {
    const endless = `[{
      name: "endless",
      options: {},
      start: () => ({
        afterUpdate: () => new Promise(() => setInterval(() => undefined, 1000)),
        result: (parameters) => parameters(),
        save: () => Promise.resolve({ values: {}, numbers: {} }),
        restore: () => Promise.resolve(),
      }),
    }]`;
    const source = sourceOf(2).replace("epochs: 2", `epochs: 2, hooks: ${endless}`);
    const root = createWorkspace({ "experiments/tiny/experiment.ts": source });
    const { child, ended, said } = startDalmeum(
      root,
      `train tiny --seed 1 --expect ${await identityOf(root)} --events`,
    );
    await vi.waitFor(
      () => {
        expect(said()).toMatch(/training pairs/);
      },
      { timeout: 60_000 },
    );
    child.stdin?.end();
    expect((await ended).code).toBe(129);
  });

  it(
    "stops where whoever asked is gone, and another machine goes on to the same bytes",
    { tags: ["slow"] },
    async () => {
      const epochs = 120;
      const [first, second] = [workspaceOf(epochs), workspaceOf(epochs)];
      const identity = await identityOf(first);
      const command = `train tiny --seed 1 --expect ${identity} --events`;
      const { child, ended } = startDalmeum(first, command);
      await vi.waitFor(
        () => {
          const [run = ""] = existsSync(join(first, RUNS)) ? readdirSync(join(first, RUNS)) : [];
          const files = readdirSync(join(first, RUNS, run), { recursive: true, encoding: "utf8" });
          expect(files.some((file) => file.endsWith("checkpoint.safetensors"))).toBe(true);
        },
        { timeout: 60_000, interval: 50 },
      );
      child.stdin?.end();
      const stopped = await ended;
      expect(stopped.code).toBe(129);
      expect(stopped.stderr).toMatch(/interrupted: whatever started it is gone/);
      expect(existsSync(join(store, identity, "checkpoint.json"))).toBe(true);

      const gone = await dalmeum(second, command);
      expect(gone).toMatchObject({ code: 0, stderr: "" });
      const said = eventsOf(gone.stdout).flatMap((event) => (event.kind === "says" ? [event.text] : []));
      expect(said).toContainEqual(
        expect.stringMatching(/was begun on another machine: continued from its checkpoint$/),
      );
      expect(said).toContainEqual(expect.stringMatching(/^resumed after step \d+$/));
      expect(existsSync(join(store, identity, "checkpoint.json"))).toBe(false);

      vi.stubEnv("DALMEUM_RUNS", "");
      const third = workspaceOf(epochs);
      mkdirSync(join(third, RUNS), { recursive: true });
      await dalmeum(third, "train tiny --seed 1");
      const [run = ""] = readdirSync(join(third, RUNS));
      for (const file of ["predictions-dev.csv", "predictions-test.csv", "model.safetensors"]) {
        expect(readFileSync(join(second, RUNS, run, file))).toEqual(readFileSync(join(third, RUNS, run, file)));
      }
    },
  );
});
