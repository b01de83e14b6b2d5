import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createRunReader, openMlflow, readMlflowSettings, trackRuns, type Tracked } from "../src/index.ts";
import { BEGAN, beginRun, createWorkspace, finishRun, OPTIONS, SENTENCE } from "./made-runs.ts";
import { hasServer, type MlflowServer, startServer } from "./servers/mlflow-server.ts";

const { signal } = new AbortController();

const entries = z.array(z.object({ key: z.string(), value: z.unknown() })).default([]);
const runSchema = z.object({
  info: z.object({
    ...{ run_id: z.string(), run_name: z.string(), status: z.string(), lifecycle_stage: z.string() },
    ...{ start_time: z.number(), end_time: z.number().optional() },
  }),
  data: z.object({ metrics: entries, params: entries, tags: entries }),
});

describe.skipIf(!hasServer())("MLflow's own server (npm run mlflow:setup installs it)", { tags: ["slow"] }, () => {
  let server: MlflowServer;
  let experiments = 0;
  let experiment: string;
  let root: string;
  beforeAll(async () => {
    server = await startServer();
  }, 150_000);
  afterAll(async () => {
    await server.stop();
  });
  beforeEach(() => {
    experiment = `sts-${experiments++}`;
    root = createWorkspace();
  });

  const settings = () => readMlflowSettings(server.address, { MLFLOW_EXPERIMENT_NAME: experiment });
  const send = async (): Promise<readonly Tracked[]> => {
    const all: Tracked[] = [];
    await trackRuns({
      reader: createRunReader(root, []),
      open: (opening) => openMlflow(settings(), opening),
      ...{ follow: false, signal, onRun: (_, tracked) => all.push(tracked), onWait: () => undefined },
    });
    return all;
  };
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`${server.address}/api/2.0/mlflow/${path}`, body && init);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const stored = async (viewType = "ACTIVE_ONLY") => {
    const found = z
      .object({ experiment: z.object({ experiment_id: z.string() }) })
      .parse(await ask(`experiments/get-by-name?experiment_name=${experiment}`));
    const { experiment_id: id } = found.experiment;
    const body = { experiment_ids: [id], run_view_type: viewType, order_by: ["attributes.run_name"] };
    return z.object({ runs: z.array(runSchema).default([]) }).parse(await ask("runs/search", body)).runs;
  };
  const historyOf = async ({ info }: z.infer<typeof runSchema>, name: string) => {
    const point = z.object({ step: z.number(), value: z.number(), timestamp: z.number() });
    const query = new URLSearchParams({ run_id: info.run_id, metric_key: name });
    const answer = await ask(`metrics/get-history?${String(query)}`);
    return z.object({ metrics: z.array(point).default([]) }).parse(answer).metrics;
  };
  const valuesOf = (all: z.infer<typeof entries>) => Object.fromEntries(all.map(({ key, value }) => [key, value]));

  it("has a finished run once, with its options, where it comes from and its scores", async () => {
    finishRun(root, { key: { seed: 3, fold: 2 } });
    expect(await send()).toEqual([{ outcome: "sent", points: 56 }]);
    expect(await send()).toEqual([{ outcome: "unchanged", points: 0 }]);
    const [run, ...others] = await stored();
    if (run === undefined) throw new Error("expected a run");
    expect(others).toEqual([]);
    expect(run.info).toMatchObject({
      ...{ run_name: "one:alpha=0.5 seed 3 fold 2", status: "FINISHED" },
      ...{ start_time: BEGAN, end_time: BEGAN + 110_000 },
    });
    expect(valuesOf(run.data.params)).toEqual({
      ...{ experiment: "one", seed: "3", fold: "2", hooks: "[]", model: "biEncoder", "model.pooling": "mean" },
      ...{ objective: "weightedSum", "objective.terms.0.weight": "0.5", "objective.terms.0.loss": "maeLoss" },
      "settings.alpha": "0.5",
    });
    expect(valuesOf(run.data.tags)).toMatchObject({
      ...{ "dalmeum.experiment": "one:alpha=0.5", "dalmeum.host": "gpu-1", "dalmeum.dirty": "true" },
      ...{ "dalmeum.engine": "onnxruntime", "dalmeum.precision": "float32", "mlflow.user": "mina" },
      ...{ "mlflow.source.name": "experiments/one/experiment.ts", "mlflow.source.git.commit": "c0ffee" },
      "mlflow.note.content": "It is better",
    });
    expect(valuesOf(run.data.metrics)).toMatchObject({
      "dev/pearson": 0.8,
      "final/dev/pearson": 0.8,
      "train/loss": 1 / 40,
    });
    const loss = await historyOf(run, "train/loss");
    expect(loss.map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(loss[0]).toEqual({ step: 1, value: 1, timestamp: BEGAN + 2500 });
    expect((await historyOf(run, "dev/pearson")).map(({ step, value }) => [step, value])).toEqual([
      [20, 0.7],
      [40, 0.8],
    ]);
  });

  it("goes on with a run while it trains, and ends with its scores", async () => {
    const training = await beginRun(root);
    training.train(1, 5);
    expect(await send()).toEqual([{ outcome: "sent", points: 5 }]);
    training.train(6, 8);
    expect(await send()).toEqual([{ outcome: "continued", points: 3 }]);
    expect(await send()).toEqual([{ outcome: "unchanged", points: 0 }]);
    expect((await stored()).map(({ info }) => [info.status, info.end_time])).toEqual([["RUNNING", undefined]]);
    training.fail(`found ${SENTENCE}`);
    training.release();
    expect(await send()).toEqual([{ outcome: "continued", points: 0 }]);
    expect((await stored())[0]?.info).toMatchObject({ status: "FAILED" });
    const again = await beginRun(root);
    expect(await send()).toEqual([{ outcome: "continued", points: 0 }]);
    expect((await stored())[0]?.info).toMatchObject({ status: "RUNNING" });
    again.release();
    expect(await send()).toEqual([{ outcome: "continued", points: 0 }]);
    expect((await stored())[0]?.info).toMatchObject({ status: "KILLED" });
    finishRun(root);
    expect(await send()).toEqual([{ outcome: "continued", points: 48 }]);
    const [run, ...others] = await stored();
    if (run === undefined) throw new Error("expected a run");
    expect([others, run.info.status, run.info.end_time]).toEqual([[], "FINISHED", BEGAN + 110_000]);
    expect(await historyOf(run, "train/loss")).toHaveLength(40);
    expect(JSON.stringify(run)).not.toContain(SENTENCE);
  });

  it("takes up what was begun: a run without its params, and with what somebody wrote there", async () => {
    finishRun(root);
    await send();
    const [first] = await stored();
    const identity = first?.data.tags.find(({ key }) => key === "dalmeum.identity");
    await ask("runs/delete", { run_id: first?.info.run_id });
    // As whoever was killed after the first request left it.
    const { experiment_id } = z
      .object({ experiment: z.object({ experiment_id: z.string() }) })
      .parse(await ask(`experiments/get-by-name?experiment_name=${experiment}`)).experiment;
    const note = { key: "mlflow.note.content", value: "look at this" };
    await ask("runs/create", { experiment_id, start_time: BEGAN, run_name: "begun", tags: [identity, note] });
    expect(await send()).toEqual([{ outcome: "continued", points: 56 }]);
    const [run, ...others] = await stored();
    expect([others, run?.info.status, run?.info.run_name]).toEqual([[], "FINISHED", "begun"]);
    expect(valuesOf(run?.data.params ?? [])).toHaveProperty("model.pooling", "mean");
    expect(valuesOf(run?.data.tags ?? [])).toMatchObject({
      "mlflow.note.content": "look at this",
      "dalmeum.host": "gpu-1",
    });
  });

  it("leaves deleted what somebody has deleted there", async () => {
    finishRun(root);
    await send();
    for (const { info } of await stored()) await ask("runs/delete", { run_id: info.run_id });
    expect(await send()).toEqual([{ outcome: "removed", points: 0 }]);
    expect(await stored()).toEqual([]);
    expect(await stored("DELETED_ONLY")).toHaveLength(1);
  });

  it("sends options of any number, name and length, and as many updates as there are", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 230 }, (_, index) => [`option${index}`, index < 120 ? "값".repeat(7000) : index]),
    );
    const odd = { "a:b=c": "", "가중치 (%)": "x", "../..": 1, long: "값".repeat(7000), faces: `a${"😀".repeat(4000)}` };
    finishRun(root, { options: { ...OPTIONS, ...odd, many } }, 2500);
    finishRun(root, { experiment: "two", options: { settings: { alpha: 0.5 } } }, 1);
    const sent = await send();
    expect(sent.map(({ outcome }) => outcome)).toEqual(["sent", "sent"]);
    const [run] = await stored();
    if (run === undefined) throw new Error("expected a run");
    const params = valuesOf(run.data.params);
    expect(params).toMatchObject({ a_b_c: "", "가중치 ___": "x", "_/_": "1", "many.option229": "229" });
    expect(params.long).toBe(`${"값".repeat(5999)}…`);
    expect(params.faces).toBe(`a${"😀".repeat(2999)}…`);
    expect(valuesOf(run.data.metrics)).toMatchObject({ "train/loss": 1 / 2500, "final/dev/pearson": 0.8 });
    expect((await send()).map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
  });
});
