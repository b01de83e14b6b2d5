import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { baselineSource } from "./ensemble-files.ts";
import { distinctPairs, unlabelledPairs } from "./distinct-pairs.ts";
import { createWorkspace, experimentManifest } from "./workspace.ts";

const files = {
  "datasets/tiny/train.csv": distinctPairs("train-", 12),
  "datasets/tiny/dev.csv": distinctPairs("dev-", 8),
  "datasets/tiny/test.csv": unlabelledPairs("test-", 5),
  "experiments/weak/experiment.ts": baselineSource(1e4),
  "experiments/weak/package.json": experimentManifest("weak"),
};

describe("board build", () => {
  it("writes the page, and says what stands on it", async () => {
    const root = createWorkspace(files);
    expect((await dalmeum(root, "train weak")).code).toBe(0);
    const { code, stdout, stderr } = await dalmeum(root, "board build");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^board\/index\.html: 2 experiments of 3 finished runs, 0\.\d MB$/m);
    expect(existsSync(join(root, "board/index.html"))).toBe(true);
    const json = await dalmeum(root, "board build --to other/page --json");
    expect(JSON.parse(json.stdout)).toMatchObject({ folder: "other/page", experiments: 2, runs: 3 });
  });

  it("leaves alone what it did not write", async () => {
    const root = createWorkspace();
    mkdirSync(join(root, "board"));
    writeFileSync(join(root, "board/mine.txt"), "mine");
    const { code, stderr } = await dalmeum(root, "board build");
    expect(code).toBe(1);
    expect(stderr).toContain("name another with --to");
    expect(existsSync(join(root, "board/mine.txt"))).toBe(true);
  });
});

describe("board", () => {
  const serveUntilSeen = async (flags: string) => {
    const stop = new AbortController();
    let page: Promise<Response> | undefined;
    const outcome = await dalmeum(createWorkspace(files), `board --port 0 ${flags}`, {
      signal: stop.signal,
      onOutput: (text) => {
        const address = /http:\/\/\S+\//.exec(text)?.[0].replace("0.0.0.0", "127.0.0.1");
        if (address === undefined) return;
        page = fetch(address).finally(() => {
          stop.abort();
        });
      },
    });
    return { ...outcome, status: (await page)?.status };
  };

  it("serves the page until it is stopped, to this machine alone", async () => {
    const { code, stdout, stderr, status } = await serveUntilSeen("");
    expect({ code, stderr, status }).toEqual({ code: 0, stderr: "", status: 200 });
    expect(stdout).toMatch(/The team's page is at http:\/\/127\.0\.0\.1:\d+\/; Ctrl-C stops it/);
    expect(stdout).not.toContain("password");
  });

  it("warns where others can reach it", async () => {
    const { status, stdout } = await serveUntilSeen("--host 0.0.0.0");
    expect(status).toBe(200);
    expect(stdout).toMatch(/^--host 0\.0\.0\.0: whoever reaches this machine .* without a password/);
  });

  it("refuses a port that is none", async () => {
    const { code, stderr } = await dalmeum(createWorkspace(), "board --port http");
    expect(code).toBe(1);
    expect(stderr).toContain('found "http", expected a port, 0 .. 65535');
  });
});
