import { createServer } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listen } from "@dalmeum/testing";
import { beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const sentSchema = z.array(z.object({ path: z.string(), state: z.string(), outcome: z.string(), points: z.number() }));

beforeEach(() => {
  for (const name of ["TOKEN", "USERNAME", "PASSWORD"]) vi.stubEnv(`MLFLOW_TRACKING_${name}`, undefined);
  vi.stubEnv("MLFLOW_EXPERIMENT_NAME", undefined);
  return () => vi.unstubAllEnvs();
});

const training = experimentSource
  .replace("linearWarmup }", "linearWarmup, trackDev }")
  .replace("seeds: [1, 2]", "hooks: [trackDev({ everySteps: 4 })],\n  seeds: [1]");

const guessing = `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/tiny" }),
  leakage: "keep",
  learner: { name: "guess", options: {}, fit: () => ({ id }) => Number(id.at(-1)) },
});
`;

/** A workspace whose experiment has one run. */
async function trained(source: string): Promise<string> {
  const root = createWorkspace({ "experiments/tiny/experiment.ts": source });
  expect(await dalmeum(root, "train tiny --engine onnxruntime")).toMatchObject({ code: 0, stderr: "" });
  return root;
}

it("writes event files of what trained for eight updates, once", async () => {
  const root = await trained(training);
  const first = await dalmeum(root, "track --tensorboard events --json");
  expect(first).toMatchObject({ code: 0 });
  const [run, ...others] = sentSchema.parse(JSON.parse(first.stdout));
  expect([run?.state, run?.outcome, others]).toEqual(["finished", "sent", []]);
  const files = readdirSync(join(root, "events"), { recursive: true, encoding: "utf8" });
  const file = files.find((path) => path.endsWith("events.out.tfevents.dalmeum")) ?? "";
  const text = readFileSync(join(root, "events", file), "latin1");
  const count = (name: string): number => text.split(name).length - 1;
  expect([count("train/loss"), count("final/dev/pearson\u0015")]).toEqual([8, 1]);
  expect(count("dev/pearson\u0015")).toBe(1 + 2);
  const again = await dalmeum(root, "track tiny --tensorboard ./events/");
  expect(again).toMatchObject({ code: 0, stdout: "events: 0 runs sent, 1 unchanged\n" });
});

it("says where to send runs to", async () => {
  const root = createWorkspace();
  expect((await dalmeum(root, "track")).stderr).toContain(
    "found no tracker, expected one: `npx dalmeum track --mlflow",
  );
  const both = await dalmeum(root, "track --mlflow http://127.0.0.1:2 --tensorboard events");
  expect(both.stderr).toContain("found two trackers");
  expect((await dalmeum(root, "track tinny --tensorboard events")).stderr).toMatch(
    /no experiment "tinny"\. Did you mean/,
  );
  expect((await dalmeum(root, "mlflow")).stderr).toContain("`npx dalmeum track --mlflow URL` sends runs to MLflow");
  expect(await dalmeum(root, "track --mlflow http://127.0.0.1:2")).toEqual({
    ...{ code: 0, stdout: "There are no runs\n", stderr: "" },
  });
});

it("tells what an MLflow server refuses, without what it was shown", async () => {
  const root = await trained(guessing);
  const shown: (string | undefined)[] = [];
  const server = createServer((from, to) => {
    shown.push(from.headers.authorization);
    to.writeHead(401).end();
  });
  const address = await listen(server);
  vi.stubEnv("MLFLOW_TRACKING_TOKEN", "secret");
  const { code, stdout, stderr } = await dalmeum(root, `track --mlflow ${address}/`);
  expect(new Set(shown)).toEqual(new Set(["Bearer secret"]));
  expect(stderr).toBe(
    `MLflow at ${address}: it does not take what it was shown (401); set MLFLOW_TRACKING_USERNAME and ` +
      "MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN\n",
  );
  expect([code, stdout]).toEqual([1, ""]);
});
