import { useProxies } from "@dalmeum/network";
import { serveProxy } from "@dalmeum/testing";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type ObjectStore, openObjectStore } from "../src/index.ts";
import { expectFailure } from "./contract.ts";
import { serve } from "./servers.ts";

const { signal } = new AbortController();
const environment = {
  ...{ TURBO_API: "http://cache.example", TURBO_TEAM: "team", TURBO_TOKEN: "token-0f3a" },
  ...{ AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "secret-77", AWS_REGION: "eu-north-1" },
};
const open = (address: string): ObjectStore => openObjectStore(address, { root: "/", environment, patience: 3000 });

beforeEach(() => {
  for (const name of ["https_proxy", "http_proxy", "all_proxy", "no_proxy"]) {
    for (const each of [name, name.toUpperCase()]) vi.stubEnv(each, "");
  }
  return () => vi.unstubAllEnvs();
});

describe("through the environment's proxy", () => {
  it("a cache server is asked", async () => {
    const proxy = await serveProxy({ target: await serve((_, response) => response.end("bytes")) });
    vi.stubEnv("HTTP_PROXY", proxy.address);
    await useProxies();
    expect(await open("cache").read("key", signal)).toEqual(new Uint8Array(Buffer.from("bytes")));
    expect(proxy.requests).toEqual([
      expect.stringMatching(/^GET http:\/\/cache\.example\/v8\/artifacts\/[0-9a-f]+\?slug=team$/),
    ]);
  });

  it("a server of S3's protocol is asked", async () => {
    const proxy = await serveProxy({ target: await serve((_, response) => response.end("bytes")) });
    vi.stubEnv("HTTP_PROXY", proxy.address);
    const store = open("s3://runs?endpoint=http://s3.example");
    expect(await store.read("key", signal)).toEqual(new Uint8Array(Buffer.from("bytes")));
    expect(proxy.requests).toEqual([expect.stringMatching(/^GET http:\/\/s3\.example\/runs\/key/)]);
  });

  it.each(["cache", "s3://runs"])("%s says that what is named is no proxy", async (address) => {
    vi.stubEnv("ALL_PROXY", "socks5://user:secret-88@proxy:1080");
    await useProxies();
    const message = await expectFailure(
      open(address).has("key", signal),
      "found one of socks5://, expected http://host:port",
    );
    expect(message).not.toContain("secret");
  });

  it.each([
    ["cache", { TURBO_API: "https://cache.example" }, "CONNECT cache.example:443"],
    ["s3://runs", {}, "CONNECT runs.s3.eu-north-1.amazonaws.com:443"],
  ])("%s says which it is, without its password, where that refuses", async (address, changes, request) => {
    const proxy = await serveProxy();
    vi.stubEnv("HTTPS_PROXY", proxy.address.replace("//", "//user:secret-88@"));
    await useProxies();
    const store = openObjectStore(address, {
      ...{ root: "/", environment: { ...environment, ...changes }, patience: 3000 },
    });
    const message = await expectFailure(
      store.has("key", signal),
      `through the proxy ${proxy.address}, which the environment`,
    );
    expect(message).not.toContain("secret");
    expect(proxy.requests[0]).toBe(request);
  });
});
