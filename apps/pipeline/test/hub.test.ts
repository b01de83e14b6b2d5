import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type HubServer, serveHub, tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { expect, it, onTestFinished, vi } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const repository = "team/tiny";
const revision = "0123456789abcdef0123456789abcdef01234567";
const checkpoint = `${repository}@${revision}`;
const names = ["config.json", "model.safetensors", "tokenizer.json"];

/** A workspace whose experiment names a checkpoint on a hub, with an empty cache. */
async function hubWorkspace(): Promise<{ readonly root: string; readonly hub: HubServer }> {
  const files = names.map((name) => [name, readFileSync(join(workspaceRoot, tinyCheckpoint, name))] as const);
  const hub = await serveHub({ repository, revision, files: Object.fromEntries(files) });
  const source = experimentSource.replace("checkpoints/tiny", checkpoint).replace("seeds: [1, 2]", "seeds: [1]");
  const root = createWorkspace({ "experiments/tiny/experiment.ts": source });
  for (const name of ["HF_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN"]) vi.stubEnv(name, undefined);
  vi.stubEnv("HF_ENDPOINT", hub.endpoint);
  vi.stubEnv("HF_HOME", join(root, "cache"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return { root, hub };
}

it("trains from a checkpoint on a hub, and again without one", async () => {
  const { root, hub } = await hubWorkspace();
  expect((await dalmeum(root, "doctor")).stdout).toMatch(
    /missing {2}experiments\/tiny .*\n {2}-> team\/tiny@.* not downloaded yet/,
  );
  const trained = await dalmeum(root, "train tiny --json");
  expect(trained).toMatchObject({ code: 0 });
  expect(trained.stderr).toMatch(/^downloading the model 100 % {2}\d+\/\d+ MB/m);
  const hashes = Object.fromEntries(names.map((name) => [`${checkpoint}/${name}`, expect.any(String)]));
  expect(JSON.parse(trained.stdout)).toMatchObject({ runs: [{ record: { inputs: { checkpoint: hashes } } }] });
  vi.stubEnv("HF_HUB_OFFLINE", "1");
  expect(await dalmeum(root, "submit tiny")).toMatchObject({ code: 0, stderr: "" });
  expect((await dalmeum(root, "doctor")).stdout).toMatch(/experiments\/tiny\s+1\s+finished\s+of\s+1\s+run/);
  expect(hub.requests.filter(({ host }) => host === "cdn")).toHaveLength(1);
});

it("goes on with a download whose process was killed", async () => {
  const { root, hub } = await hubWorkspace();
  hub.breaks.push(1000, 0, 0, 0);
  const { child, ended } = startDalmeum(root, "fetch tiny");
  await vi.waitFor(() => {
    expect(hub.requests.at(-1)?.range).toBe("bytes=1000-");
  }, 20_000);
  child.kill("SIGKILL");
  await ended;
  hub.breaks.length = 0;
  const { code, stdout } = await dalmeum(root, "fetch tiny");
  expect(code).toBe(0);
  expect(stdout).toContain(
    `${checkpoint}/model.safetensors: ${join(root, "cache/hub/models--team--tiny/snapshots", revision)}`,
  );
  expect(hub.requests.at(-1)?.range).toBe("bytes=1000-");
});

it("says what is wrong with a checkpoint's name, and with a hub that cannot be reached", async () => {
  const { root } = await hubWorkspace();
  vi.stubEnv("HF_ENDPOINT", "http://127.0.0.1:2");
  const { code, stderr } = await dalmeum(root, "train tiny");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^team\/tiny@\w+ was not downloaded: http:\/\/127.0.0.1:2 cannot be reached .*\n$/);
  const unpinned = createWorkspace({
    "experiments/tiny/experiment.ts": experimentSource.replace("checkpoints/tiny", "team/tiny@main"),
  });
  expect((await dalmeum(unpinned, "train tiny")).stderr).toMatch(
    /experiment.ts cannot be loaded: .*found revision "main"/,
  );
});
