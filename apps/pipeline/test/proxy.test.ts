import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serveHub, serveProxy, tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { beforeEach, expect, it, vi } from "vitest";
import { startDalmeum } from "./start-dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const repository = "team/tiny";
const revision = "0123456789abcdef0123456789abcdef01234567";
let root: string;

beforeEach(() => {
  const source = experimentSource.replace("checkpoints/tiny", `${repository}@${revision}`);
  root = createWorkspace({ "experiments/tiny/experiment.ts": source });
  for (const name of ["https_proxy", "http_proxy", "all_proxy", "no_proxy"]) {
    for (const each of [name, name.toUpperCase()]) vi.stubEnv(each, "");
  }
  for (const name of ["HF_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN", "HF_ENDPOINT"]) vi.stubEnv(name, undefined);
  vi.stubEnv("HF_HOME", join(root, "cache"));
  return () => vi.unstubAllEnvs();
});

it("asks the proxy for a tunnel to the hub, and names it without its password where it gives none", async () => {
  const proxy = await serveProxy();
  vi.stubEnv("HTTPS_PROXY", proxy.address.replace("//", "//user:secret@"));
  const { code, stderr } = await startDalmeum(root, "fetch tiny").ended;
  expect(proxy.requests).toEqual(["CONNECT huggingface.co:443"]);
  expect(stderr).toMatch(
    new RegExp(
      `^team/tiny@\\w+ was not downloaded: https://huggingface.co cannot be reached .*, through the proxy ${proxy.address}\\)`,
    ),
  );
  expect(stderr).not.toContain("secret");
  expect(code).toBe(1);
});

it("downloads through a proxy from a host that only the proxy knows", async () => {
  const names = ["config.json", "tokenizer.json"];
  const files = Object.fromEntries(
    names.map((name) => [name, readFileSync(join(workspaceRoot, tinyCheckpoint, name))]),
  );
  const weights = readFileSync(join(workspaceRoot, tinyCheckpoint, "model.safetensors"));
  const hub = await serveHub({ repository, revision, files: { ...files, "model.safetensors": weights } });
  const proxy = await serveProxy({ target: hub.endpoint });
  vi.stubEnv("HTTP_PROXY", proxy.address);
  // To which the hub redirects for weights.
  vi.stubEnv("NO_PROXY", "127.0.0.1");
  vi.stubEnv("HF_ENDPOINT", "http://hub.example");
  const { code, stderr, stdout } = await startDalmeum(root, "fetch tiny").ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("model.safetensors");
  expect(proxy.requests).toContain(`GET http://hub.example/${repository}/resolve/${revision}/config.json`);
});
