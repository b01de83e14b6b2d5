import { expect, it } from "vitest";
import { openMlflow, readMlflowSettings, UnreachableError } from "../src/index.ts";
import { createWorkspace, finishRun, readAll } from "./made-runs.ts";
import { type Answer, standIn } from "./servers/stand-in.ts";

const { signal } = new AbortController();
const open = (address: string, environment: NodeJS.ProcessEnv = {}) =>
  openMlflow(readMlflowSettings(address, environment), signal);

const page: Answer = {
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><title>Wiki</title>",
};

const TOKEN = { MLFLOW_TRACKING_TOKEN: "secret" };

it.each<[string, (path: string) => Answer | undefined, string]>([
  ["a page", () => page, "found a page, expected an answer of MLflow 3; give --mlflow the part of the address"],
  ["what is no MLflow", () => ({ status: 404, ...page }), "found no MLflow there (404); give --mlflow the part"],
  [
    "other JSON",
    (path) => (path === "/version" ? undefined : { body: '{"a":1}' }),
    'found "{"a":1}", expected an answer of MLflow 3',
  ],
  ["an older MLflow", () => ({ body: "2.22.1\n" }), "found MLflow 2.22.1, expected 3 or newer; upgrade the server"],
  [
    "who wants a token",
    () => ({ status: 401 }),
    "it does not take what it was shown (401); set MLFLOW_TRACKING_USERNAME and",
  ],
  [
    "who lets nobody in",
    () => ({ status: 403, body: "Bearer secret: Invalid Host\u001b[2J" }),
    "refuses (403): Bearer ...: Invalid Host<U+001B>[2J. Whoever runs it says who may send there",
  ],
  [
    "who leads elsewhere",
    () => ({ status: 302, headers: { location: "https://login.example/?next=secret-page" } }),
    "leads elsewhere (302) to https://login.example, and runs go nowhere unasked",
  ],
  [
    "an MLflow that says no",
    (path) => (path === "runs/search" ? { status: 400, body: '{"error_code":"X","message":"no"}' } : undefined),
    "refuses (400): no",
  ],
])("says what it found: %s", async (_, answerTo, message) => {
  const server = await standIn(answerTo);
  const asked = await open(server.address, TOKEN).catch((error: unknown) => String(error));
  expect(asked).toContain(message);
  expect(asked).toContain(server.address);
  expect(asked).not.toContain("secret");
  expect(new Set(server.authorizations)).toEqual(new Set(["Bearer secret"]));
});

it("asks who was shown nothing for what to show", async () => {
  const server = await standIn(() => ({ status: 401 }));
  await expect(open(server.address)).rejects.toThrow("it asks who you are (401); set MLFLOW_TRACKING_USERNAME");
});

it.each([429, 503])("may try again later after %d", async (status) => {
  const server = await standIn(() => ({ status, body: "busy" }));
  await expect(open(server.address)).rejects.toThrow(UnreachableError);
});

it("says where nobody answers, and ends with the signal's reason", async () => {
  await expect(open("http://127.0.0.1:2/mlflow")).rejects.toThrow(
    /^MLflow at http:\/\/127\.0\.0\.1:2\/mlflow does not answer \(.*ECONNREFUSED.*\)\. Is it up, and the address right\?/,
  );
  const left = AbortSignal.abort(new Error("left"));
  await expect(openMlflow(readMlflowSettings("http://127.0.0.1:2", {}), left)).rejects.toThrow("left");
});

it("finds a server below a path", async () => {
  const server = await standIn();
  const root = createWorkspace();
  finishRun(root, {}, 1);
  const tracker = await open(`${server.address}/tools/mlflow/`);
  for (const run of readAll(root)) await tracker.track(run, signal);
  expect(server.requests).toEqual([
    "GET /tools/mlflow/version",
    "GET /tools/mlflow/api/2.0/mlflow/experiments/get-by-name",
    "POST /tools/mlflow/api/2.0/mlflow/experiments/create",
    "POST /tools/mlflow/api/2.0/mlflow/runs/search",
    "POST /tools/mlflow/api/2.0/mlflow/runs/create",
    "POST /tools/mlflow/api/2.0/mlflow/runs/log-batch",
    "POST /tools/mlflow/api/2.0/mlflow/runs/log-batch",
    "POST /tools/mlflow/api/2.0/mlflow/runs/log-batch",
    "POST /tools/mlflow/api/2.0/mlflow/runs/update",
  ]);
});

it("says that its experiment was deleted there", async () => {
  const body = '{"experiment":{"experiment_id":"1","lifecycle_stage":"deleted"}}';
  const server = await standIn((path) => (path === "experiments/get-by-name" ? { body } : undefined));
  await expect(open(server.address)).rejects.toThrow(
    '"dalmeum" was deleted there, which keeps its name; restore it, or name',
  );
});
