import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Interruption } from "@dalmeum/contracts";
import { lookAt } from "@dalmeum/leases";
import { dalmeum, type Outcome } from "./dalmeum.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const RUNS = "experiments/tiny/runs";
const CHECKPOINT = "checkpoint.safetensors";
const RESULTS = [
  "code.json.gz",
  "metrics.jsonl",
  "model.safetensors",
  "predictions-dev.csv",
  "predictions-test.csv",
  "predictions-train.csv",
];
/** With hooks, whose state must go on as well. */
const workspaceOf = (epochs: number): string =>
  createWorkspace({
    "experiments/tiny/experiment.ts": experimentSource
      .replace("{ adamw,", "{ adamw, earlyStopping, ema,")
      .replace(
        "epochs: 2",
        `hooks: [ema({ decay: 0.9 }), earlyStopping({ patience: 99, everySteps: 3 })],\n  epochs: ${epochs}`,
      )
      .replace("[1, 2]", "[1]"),
  });
const folderOf = (root: string): string => join(root, RUNS, readdirSync(join(root, RUNS))[0] ?? "");
/** Where a run lies that is not finished. */
const workOf = (folder: string): string => {
  const holding = existsSync(folder) ? lookAt(folder) : undefined;
  return holding === undefined || holding.kind === "free" ? folder : holding.work;
};
const resultsOf = (root: string): readonly Buffer[] => RESULTS.map((file) => readFileSync(join(folderOf(root), file)));

/** What an uninterrupted run of as many epochs gives. */
async function uninterrupted(epochs: number): Promise<readonly Buffer[]> {
  const root = workspaceOf(epochs);
  expect(await dalmeum(root, "train tiny")).toMatchObject({ code: 0, stderr: "" });
  return resultsOf(root);
}

/** Train in this process and stop when the first checkpoint is there. */
async function interrupted(root: string, seed = 1): Promise<Outcome> {
  const controller = new AbortController();
  const timer = setInterval(() => {
    const runs = existsSync(join(root, RUNS)) ? readdirSync(join(root, RUNS)) : [];
    const run = runs.find((name) => name.startsWith(`seed-${seed}-`));
    if (run && existsSync(join(workOf(join(root, RUNS, run)), CHECKPOINT)))
      controller.abort(new Interruption("SIGINT"));
  }, 1);
  const outcome = await dalmeum(root, `train tiny --seed ${seed}`, { signal: controller.signal });
  clearInterval(timer);
  return outcome;
}

describe("a run that was killed", () => {
  const EPOCHS = 40;
  /** Kill a resumed training when `moment` comes, if it is still running then. */
  async function killAt(root: string, moment: () => boolean): Promise<void> {
    const started = startDalmeum(root, "train tiny");
    const timer = setInterval(() => {
      if (moment()) started.child.kill("SIGKILL");
    }, 1);
    await started.ended;
    clearInterval(timer);
  }

  it("again and again goes on to the bytes of a run that was not", { tags: ["slow"] }, async () => {
    const root = workspaceOf(EPOCHS);
    const checkpoint = (): string => join(workOf(folderOf(root)), CHECKPOINT);
    const there = (): boolean => existsSync(join(root, RUNS)) && existsSync(checkpoint());
    await killAt(root, there);
    for (const milliseconds of [20, 250]) {
      // A new checkpoint is a new file; some time after it is any moment: in a step, or in the next write.
      const before = statSync(checkpoint()).ino;
      let replacedAt: number | undefined;
      await killAt(root, () => {
        // Whoever takes the run over moves it meanwhile.
        const ino = there() ? statSync(checkpoint(), { throwIfNoEntry: false })?.ino : undefined;
        if (ino !== undefined && ino !== before) replacedAt ??= performance.now();
        return replacedAt !== undefined && performance.now() - replacedAt > milliseconds;
      });
      expect(there()).toBe(true);
    }
    const { code, stdout, stderr } = await startDalmeum(root, "train tiny").ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [, step] = /is unfinished: continued from its checkpoint\n[^]*resumed after step (\d+)\n/.exec(stdout) ?? [];
    expect(Number(step)).toBeGreaterThan(1);
    expect(resultsOf(root)).toEqual(await uninterrupted(EPOCHS));
    expect(readdirSync(folderOf(root)).toSorted()).toEqual([...RESULTS, "run.json"].toSorted());
  });

  it("before its first checkpoint starts over and says so", async () => {
    const root = workspaceOf(2);
    await killAt(root, () => existsSync(join(root, RUNS)) && existsSync(join(workOf(folderOf(root)), "run.json")));
    const { stdout } = await dalmeum(root, "train tiny");
    expect(stdout).toMatch(/is unfinished: it has no checkpoint and is started over\n/);
    expect(resultsOf(root)).toEqual(await uninterrupted(2));
  });
});

describe("a run that was interrupted", { tags: ["slow"] }, () => {
  let root: string;
  let folder: string;
  /** Each process that takes the run works in a folder of its own. */
  const work = (): string => workOf(folder);
  const checkpoint = (): string => join(work(), CHECKPOINT);
  beforeEach(async () => {
    root = workspaceOf(3);
    expect((await interrupted(root)).stderr).toMatch(/`npx dalmeum train tiny` continues it\n$/);
    folder = folderOf(root);
  });

  it("ignores and removes what a write that was killed left, and drops metrics past the checkpoint", async () => {
    writeFileSync(join(work(), `${CHECKPOINT}.4194303.tmp`), readFileSync(checkpoint()).subarray(0, 999));
    writeFileSync(join(work(), "metrics.jsonl"), '{"step":999,"pairs":4}\n{"step":1000,"pa', { flag: "a" });
    const { stdout } = await dalmeum(root, "train tiny");
    expect(stdout).toMatch(/resumed after step [1-9]\n/);
    expect(resultsOf(root)).toEqual(await uninterrupted(3));
    expect(readdirSync(folder).toSorted()).toEqual([...RESULTS, "run.json"].toSorted());
  });

  it("starts over with --restart", async () => {
    expect((await dalmeum(root, "train tiny --restart")).stdout).toMatch(/is unfinished: started over\n/);
    expect(resultsOf(root)).toEqual(await uninterrupted(3));
  });

  it("does not resume from a checkpoint that is damaged anywhere, and leaves it", async () => {
    const whole = readFileSync(checkpoint());
    const headerEnd = 8 + Number(whole.readBigUInt64LE(0));
    const text = whole.toString("latin1");
    const [step, name] = [text.indexOf('"step":"') + 8, text.indexOf("slot/") + 6];
    for (const position of [0, 9, step, name, headerEnd, headerEnd + 4001, whole.length - 1]) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8((damaged[position] ?? 0) ^ 1, position);
      writeFileSync(checkpoint(), damaged);
      const { code, stderr } = await dalmeum(root, "train tiny");
      expect(stderr, `byte ${position}`).toMatch(/checkpoint\.safetensors: [\s\S]*--restart starts over/);
      expect(code).toBe(1);
      expect(readFileSync(checkpoint())).toEqual(damaged);
    }
    for (const length of [0, 7, headerEnd - 1, headerEnd, whole.length - 4]) {
      writeFileSync(checkpoint(), whole);
      truncateSync(checkpoint(), length);
      const { code, stderr } = await dalmeum(root, "train tiny");
      expect(stderr, `${length} bytes`).toMatch(/truncated[\s\S]*--restart starts over/);
      expect(code).toBe(1);
    }
    writeFileSync(checkpoint(), whole);
    expect((await dalmeum(root, "train tiny")).code).toBe(0);
    expect(resultsOf(root)).toEqual(await uninterrupted(3));
  });

  it("does not resume from another run's checkpoint", async () => {
    await interrupted(root, 2);
    const other = readdirSync(join(root, RUNS)).find((name) => name.startsWith("seed-2")) ?? "";
    writeFileSync(checkpoint(), readFileSync(join(workOf(join(root, RUNS, other)), CHECKPOINT)));
    const { code, stderr } = await dalmeum(root, "train tiny");
    expect(stderr).toMatch(/found the checkpoint of run [0-9a-f]{8}, expected that of [0-9a-f]{8}; --restart/);
    expect(code).toBe(1);
  });

  it.runIf(process.platform === "linux")("keeps its checkpoint where the disk is too full for the next", async () => {
    const before = readFileSync(checkpoint());
    // Larger than run.json, smaller than a checkpoint: the kernel ends the write in its middle.
    const limit = ["prlimit", `--fsize=${Math.floor(before.length / 2)}`];
    const { code, stderr } = await startDalmeum(root, "train tiny", { through: limit }).ended;
    expect(stderr).toMatch(
      /^experiments.*: the file would be larger .*\(EFBIG\)\. Make room; `npx dalmeum train tiny` continues it\n$/,
    );
    expect(code).toBe(1);
    expect(readFileSync(checkpoint())).toEqual(before);
    expect(readdirSync(work()).toSorted()).toEqual([CHECKPOINT, "code.json.gz", "metrics.jsonl", "run.json"]);
    expect((await dalmeum(root, "train tiny")).stdout).toMatch(/resumed after step \d+\n/);
    expect(resultsOf(root)).toEqual(await uninterrupted(3));
  });
});

it("leaves a finished run as it is", async () => {
  const root = workspaceOf(2);
  expect((await dalmeum(root, "train tiny")).code).toBe(0);
  expect((await dalmeum(root, "train tiny")).stdout).toMatch(/is finished .*: reused/);
});
