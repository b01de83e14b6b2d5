import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { describe, expect, it, vi } from "vitest";
import { model, repository, revision, startHub } from "./start-hub.ts";

const TOKEN = "hf_secret";

describe("a token", () => {
  it("goes to the endpoint, and to no host that it redirects to", async () => {
    const hub = await startHub();
    vi.stubEnv("HF_TOKEN", TOKEN);
    await hub.fetch();
    expect(hub.requests.map(({ host }) => host)).toEqual(["hub", "hub", "hub", "hub", "cdn"]);
    for (const { host, authorization } of hub.requests) {
      expect(authorization).toBe(host === "hub" ? `Bearer ${TOKEN}` : undefined);
    }
  });

  it("goes to no other server that the list of files goes on at", async () => {
    const other = await startHub();
    const hub = await startHub({
      intercept: ({ path }, response) => {
        if (!path.startsWith("/api/")) return false;
        const next = `${other.endpoint}/api/models/${repository}/tree/${revision}?cursor=2`;
        response.writeHead(200, { "content-type": "application/json", link: `<${next}>; rel="next"` }).end("[]");
        return true;
      },
    });
    vi.stubEnv("HF_TOKEN", TOKEN);
    await hub.fetch();
    expect(other.requests).toMatchObject([{ authorization: undefined }]);
  });

  it.each([
    [
      401,
      "RepoNotFound",
      TOKEN,
      /401 RepoNotFound. There is no such repository, or the token in HF_TOKEN is not one that/,
    ],
    [401, undefined, undefined, /401. There is no such repository .*then set HF_TOKEN/],
    [401, "GatedRepo", undefined, /restricted: accept its conditions on \S+\/team\/tiny and set HF_TOKEN/],
    [
      403,
      "GatedRepo",
      TOKEN,
      /restricted: accept its conditions on \S+\/team\/tiny with the account whose token is in HF_/,
    ],
    [404, "RepoNotFound", TOKEN, /404 RepoNotFound. There is no such repository/],
    [
      404,
      "RevisionNotFound",
      TOKEN,
      /404 RevisionNotFound. It has no such commit; \S+\/team\/tiny\/commits\/main lists/,
    ],
    [429, undefined, TOKEN, /429. It is asked too often: wait/],
    [503, undefined, TOKEN, /503. Try again later/],
  ])("is in no error: %i %s with token %s", async (status, code, token, message) => {
    const hub = await startHub({
      intercept: (_, response) => {
        response.writeHead(status, code === undefined ? {} : { "x-error-code": code }).end("told");
        return true;
      },
    });
    vi.stubEnv("HF_TOKEN", token);
    const error: unknown = await hub.fetch().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    const told = inspect(error, { depth: Infinity, showHidden: true });
    expect(told).toContain(`${repository}@${revision} was not downloaded: ${hub.endpoint} answered ${status}`);
    expect(told).toMatch(message);
    expect(told).not.toContain(TOKEN);
  });
});

describe("without a network", () => {
  it("what is in the cache is enough", async () => {
    const hub = await startHub();
    await hub.fetch();
    vi.stubEnv("HF_ENDPOINT", "http://127.0.0.1:2");
    expect(await hub.fetch()).toEqual([]);
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    expect(await hub.fetch()).toEqual([]);
  });

  it("so is what Python has put there, where HF_HUB_OFFLINE says to ask for nothing", async () => {
    const hub = await startHub();
    mkdirSync(hub.snapshot, { recursive: true });
    for (const [name, bytes] of Object.entries(model)) writeFileSync(join(hub.snapshot, name), bytes);
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    expect(await hub.fetch()).toEqual([]);
    expect(hub.requests).toEqual([]);
    vi.stubEnv("HF_HUB_OFFLINE", undefined);
    await hub.fetch();
    expect(hub.requests).toHaveLength(1);
  });

  it("says what is missing and what to do", async () => {
    const hub = await startHub();
    await hub.fetch();
    rmSync(join(hub.snapshot, "model.safetensors"));
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    await expect(hub.fetch()).rejects.toThrow(
      /^team\/tiny@\w+: model.safetensors not in \S+, and HF_HUB_OFFLINE is set: unset it/,
    );
    vi.stubEnv("HF_HUB_OFFLINE", undefined);
    vi.stubEnv("HF_ENDPOINT", "http://127.0.0.1:2");
    await expect(hub.fetch()).rejects.toThrow(
      /^team\/tiny@\w+ was not downloaded: http:\/\/127.0.0.1:2 cannot be reached .*Check the network, and HF_ENDPOINT/,
    );
  });

  it("a cache that moved is enough", async () => {
    const hub = await startHub();
    await hub.fetch();
    const moved = `${hub.folder}-moved`;
    mkdirSync(moved);
    renameSync(hub.folder, join(moved, "models--team--tiny"));
    vi.stubEnv("HF_HUB_CACHE", moved);
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    expect(await hub.fetch()).toEqual([]);
  });
});

it("a cache that cannot be written is named", async () => {
  const hub = await startHub();
  vi.stubEnv("HF_HUB_CACHE", "/dev/null");
  await expect(hub.fetch()).rejects.toThrow(
    /was not downloaded: \/dev\/null cannot be written \(.*choose another folder/,
  );
});
