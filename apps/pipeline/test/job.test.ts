import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Interruption } from "@dalmeum/contracts";
import { lookAt, takeLease } from "@dalmeum/leases";
import { dalmeum, type Outcome } from "./dalmeum.ts";
import { createWorkspace, dataFiles, experimentSource } from "./workspace.ts";

const RUNS = "experiments/tiny/runs";
const oneSeed = { "experiments/tiny/experiment.ts": experimentSource.replace("[1, 2]", "[1]") };

const runsOf = (root: string): readonly string[] => readdirSync(join(root, RUNS)).toSorted();
const read = (root: string, ...path: readonly string[]): string => readFileSync(join(root, ...path), "utf8");
const recordOf = (root: string, run: string | undefined): Readonly<Record<string, unknown>> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(read(root, RUNS, String(run), "run.json")));
const statusOf = (root: string, run: string | undefined): unknown => recordOf(root, run).status;

/** Train and stop after the first step. */
async function interrupted(root: string): Promise<Outcome> {
  const controller = new AbortController();
  const onOutput = (text: string): void => {
    if (text.includes("loss")) controller.abort(new Interruption("SIGINT"));
  };
  return dalmeum(root, "train tiny", { signal: controller.signal, onOutput });
}

describe("from CSV files to a checked submission", () => {
  it("trains every seed, evaluates, predicts, submits and checks", async () => {
    const root = createWorkspace();
    const trained = await dalmeum(root, "train tiny");
    expect(trained).toMatchObject({ code: 0, stderr: "" });
    expect(trained.stdout).toMatch(/binary-label is 1 from label 3 on/);
    expect(trained.stdout).toMatch(/checkpoints\/tiny: 22\.6 % of the tokens of 4 texts are unknown to it/);
    expect(trained.stdout).toMatch(/training +100 % {2}\d+\/\d+ pairs {2}epoch 2\/2 {2}loss \d/);
    expect(trained.stdout).toMatch(
      /dev Pearson -?\d\.\d{4} \[-?\d\.\d{4}, -?\d\.\d{4}\] \(95 %, bootstrap over 6 pairs\)/,
    );
    expect(trained.stdout).toMatch(/mean dev Pearson of 2 runs -?\d\.\d{4}\n$/);
    const [first, second] = runsOf(root);
    expect([first, second].map((run) => statusOf(root, run))).toEqual(["finished", "finished"]);
    expect(first).toMatch(/^seed-1-[0-9a-f]{8}$/);
    expect(readdirSync(join(root, RUNS, String(first))).toSorted()).toEqual([
      "code.json.gz",
      "metrics.jsonl",
      "model.safetensors",
      "predictions-dev.csv",
      "predictions-test.csv",
      "predictions-train.csv",
      "run.json",
    ]);

    const evaluated = await dalmeum(root, `evaluate ${RUNS}/${String(first)}`);
    expect(evaluated).toMatchObject({ code: 0, stderr: "" });
    expect(trained.stdout).toContain(evaluated.stdout);

    const predicted = await dalmeum(
      join(root, RUNS),
      `predict ${String(first)} --input ../../../datasets/tiny/test.csv --output ../../../scores.csv`,
    );
    expect(predicted).toMatchObject({ code: 0, stderr: "" });
    expect(read(root, "scores.csv")).toBe(read(root, RUNS, String(first), "predictions-test.csv"));

    const submitted = await dalmeum(root, "submit tiny");
    expect(submitted).toMatchObject({ code: 0, stderr: "" });
    expect(submitted.stdout).toMatch(
      /submission\.csv: 5 rows, ids match the test data in order, values .*: accepted\n$/,
    );
    expect(readdirSync(join(root, "experiments/tiny/submission")).toSorted()).toEqual([
      "manifest.json",
      "predictions-dev.csv",
      "predictions-test.csv",
      "submission.csv",
    ]);
    const checked = await dalmeum(root, "check experiments/tiny/submission/submission.csv --data datasets/tiny");
    expect(checked).toMatchObject({ code: 0, stderr: "" });
    expect(checked.stdout).toMatch(
      /^submission\.csv: 5 rows, ids match datasets\/tiny\/test\.csv in order, values \d\.\d\d\.\.\d\.\d\d: accepted\n$/,
    );
  });

  it("prints one JSON value with --json, and everything else to standard error", async () => {
    const root = createWorkspace(oneSeed);
    const trained = await dalmeum(root, "train tiny --json");
    expect(JSON.parse(trained.stdout)).toMatchObject({ experiment: "tiny", runs: [{ reused: false }] });
    expect(trained.stderr).toMatch(/training/);
    const submitted = await dalmeum(root, "submit tiny --json");
    expect(JSON.parse(submitted.stdout)).toMatchObject({
      experiment: "tiny",
      members: [{ experiment: "tiny" }],
    });
    writeFileSync(join(root, "bad.csv"), "id,target\ntest-0,9\n");
    const checked = await dalmeum(root, "check bad.csv --data datasets/tiny --json");
    expect(checked.code).toBe(1);
    expect(JSON.parse(checked.stdout)).toMatchObject({ accepted: false });
  });

  it("gives the same bytes for the same seed, and others for another", async () => {
    const files = await Promise.all(
      [1, 2].map(async () => {
        const root = createWorkspace();
        await dalmeum(root, "train tiny");
        return runsOf(root).map((run) => [
          run,
          read(root, RUNS, run, "predictions-dev.csv"),
          read(root, RUNS, run, "predictions-test.csv"),
          read(root, RUNS, run, "model.safetensors"),
        ]);
      }),
    );
    expect(files[0]).toEqual(files[1]);
    expect(files[0]?.[0]?.[1]).not.toEqual(files[0]?.[1]?.[1]);
  });
});

it("stops early on dev Pearson, gives the best parameters, and logs each score", async () => {
  const source = oneSeed["experiments/tiny/experiment.ts"]
    .replace("{ adamw,", "{ adamw, earlyStopping,")
    .replace("epochs: 2", "hooks: [earlyStopping({ patience: 2, everySteps: 1 })],\n  epochs: 40");
  const root = createWorkspace({ "experiments/tiny/experiment.ts": source });
  const { code, stdout, stderr } = await dalmeum(root, "train tiny");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [run] = runsOf(root);
  const lines = read(root, RUNS, String(run), "metrics.jsonl").trim().split("\n");
  const line = z.object({ step: z.number(), devPearson: z.number().nullish() });
  const scores = lines.flatMap((text) => {
    const { devPearson } = line.parse(JSON.parse(text));
    return devPearson === undefined ? [] : [devPearson ?? NaN];
  });
  expect(stdout).toMatch(new RegExp(`stopped early, after step ${scores.length} of \\d+\n`));
  expect(stdout).toContain(`dev Pearson ${Math.max(...scores.filter(Number.isFinite)).toFixed(4)} [`);
});

describe("runs", () => {
  let root: string;
  beforeEach(() => {
    root = createWorkspace(oneSeed);
  });

  it("are reused while nothing changes, and stale when data changes", async () => {
    await dalmeum(root, "train tiny");
    expect((await dalmeum(root, "train tiny")).stdout).toMatch(/is finished and nothing it follows from has changed/);
    expect(runsOf(root)).toHaveLength(1);
    appendFileSync(join(root, "datasets/tiny/train.csv"), "train-x,test,비가 온다.,비가 왔다.,4,1\n");
    const refused = await dalmeum(root, "submit tiny");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /run `npx dalmeum train tiny` first: 1 problem\n {2}seed 1: .* is stale: datasets\/tiny\/train\.csv: has other content/,
    );
    const [stale] = runsOf(root);
    const trained = await dalmeum(root, "train tiny");
    expect(trained.stdout).not.toMatch(/reused/);
    expect(trained.stdout).toMatch(
      /seed 1 is trained anew: datasets\/tiny\/train\.csv: has other content; .* is stale\n/,
    );
    expect(runsOf(root)).toHaveLength(2);
    expect(statusOf(root, stale)).toBe("finished");
  });

  it("that were interrupted say so, are not submitted, and go on", async () => {
    const stopped = await interrupted(root);
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(
      /^interrupted by SIGINT: .* is left unfinished; `npx dalmeum train tiny` continues it\n$/,
    );
    const [run] = runsOf(root);
    const { work } = z.object({ work: z.string() }).parse(lookAt(join(root, RUNS, String(run))));
    expect(JSON.parse(readFileSync(join(work, "run.json"), "utf8"))).toMatchObject({ status: "unfinished" });
    const refused = await dalmeum(root, "submit tiny");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/seed 1: experiments\/tiny\/runs\/seed-1-[0-9a-f]{8} is unfinished/);
    expect((await dalmeum(root, `evaluate ${RUNS}/${String(run)}`)).stderr).toMatch(
      /is unfinished, expected a finished/,
    );
    expect((await dalmeum(root, "train tiny")).stdout).toMatch(/is unfinished: continued from its checkpoint/);
    expect((await dalmeum(root, "submit tiny")).code).toBe(0);
  });

  it("that another process is at are left alone, until it gives them up", async () => {
    await interrupted(root);
    const lease = await takeLease(join(root, RUNS, String(runsOf(root)[0])));
    expect((await dalmeum(root, "train tiny")).stderr).toMatch(
      new RegExp(`process ${process.pid} on .* works on this`),
    );
    expect((await dalmeum(root, "submit tiny")).stderr).toMatch(/is running/);
    lease.release();
    expect((await dalmeum(root, "train tiny")).code).toBe(0);
  });

  it("that someone edited are refused", async () => {
    await dalmeum(root, "train tiny");
    const folder = `${RUNS}/${String(runsOf(root)[0])}`;
    const record = read(root, folder, "run.json");
    const edit = (text: string): void => {
      writeFileSync(join(root, folder, "run.json"), text);
    };
    edit(record.replace(/"estimate": -?[\d.e-]+/, '"estimate": 0.99'));
    expect((await dalmeum(root, `evaluate ${folder}`)).stderr).toMatch(
      /dev\.pearson\.estimate: found 0\.99, computed -?\d/,
    );
    edit(record.replace('"seed": 1', '"seed": "one"'));
    expect((await dalmeum(root, "submit tiny")).stderr).toMatch(/edited or damaged.*\n {2}seed: /);
    edit(record.slice(0, 100));
    expect((await dalmeum(root, "submit tiny")).stderr).toMatch(/run\.json: cannot be read as JSON/);
    edit(record);
    appendFileSync(join(root, folder, "predictions-test.csv"), "test-9,1\n");
    expect((await dalmeum(root, "submit tiny")).stderr).toMatch(
      /predictions-test\.csv is not the file that the run wrote/,
    );
  });
});

it("keeps a submission that is there when the next one cannot be made", async () => {
  const root = createWorkspace({ ...oneSeed, "experiments/tiny/submission/submission.csv": "old" });
  expect((await dalmeum(root, "submit tiny")).stderr).toMatch(/seed 1: found no run/);
  expect(read(root, "experiments/tiny/submission/submission.csv")).toBe("old");
});

it("doctor says what is there and what is missing", async () => {
  const root = createWorkspace({ "datasets/broken/train.csv": dataFiles["datasets/tiny/train.csv"] });
  const { code, stdout } = await dalmeum(root, "doctor");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^missing {2}datasets\/broken +has problems\n {2}-> .*dev\.csv: there is no such file/m);
  expect(stdout).toMatch(/^none yet runs of tiny$/m);
  const fine = stdout.slice(stdout.indexOf("\nok ")).replaceAll(/\s+/g, " ");
  expect(fine).toMatch(/^ ok Node .*onnxruntime-node \d.*datasets\/tiny train 8, dev 6, test 5/);
  expect(fine).toMatch(/ \d+ checks: \d to look at, above; training works without them $/);
  expect(JSON.parse((await dalmeum(root, "doctor --json")).stdout)).toMatchObject({ ok: true });
});
