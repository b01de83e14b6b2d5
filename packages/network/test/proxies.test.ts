import { createServer } from "node:http";
import { listen, serveProxy } from "@dalmeum/testing";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { proxyAgents, proxyFor, useProxies } from "../src/index.ts";

const NAMES = ["https_proxy", "http_proxy", "all_proxy", "no_proxy"];

beforeEach(() => {
  for (const name of NAMES.flatMap((each) => [each, each.toUpperCase()])) vi.stubEnv(name, "");
  const before = getGlobalDispatcher();
  return () => {
    setGlobalDispatcher(before);
    vi.unstubAllEnvs();
  };
});

const serveText = (text: string): Promise<string> => listen(createServer((_, response) => response.end(text)));

const causeOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);

describe("the proxy for an address", () => {
  it.each([
    [{}, "https://huggingface.co", undefined],
    [{ HTTPS_PROXY: "http://proxy:3128" }, "https://huggingface.co/a", "http://proxy:3128"],
    [{ HTTPS_PROXY: "http://proxy:3128" }, "http://mirror", undefined],
    [{ HTTPS_PROXY: "http://upper:1", https_proxy: "http://lower:2" }, "https://huggingface.co", "http://lower:2"],
    [{ HTTP_PROXY: "http://proxy:3128/" }, "http://mirror:8080", "http://proxy:3128"],
    [{ ALL_PROXY: "https://proxy" }, "http://mirror", "https://proxy"],
    [{ HTTPS_PROXY: "proxy:3128" }, "https://huggingface.co", "http://proxy:3128"],
    [{ HTTPS_PROXY: "http://user:secret@proxy:3128" }, "https://huggingface.co", "http://proxy:3128"],
    [{ HTTPS_PROXY: "http://proxy:1", NO_PROXY: "localhost,huggingface.co" }, "https://huggingface.co", undefined],
    [{ HTTPS_PROXY: "http://proxy:1", NO_PROXY: ".co" }, "https://huggingface.co", undefined],
    [{ HTTPS_PROXY: "http://proxy:1", no_proxy: "*" }, "https://huggingface.co", undefined],
    [{ HTTPS_PROXY: "http://proxy:1", NO_PROXY: "localhost" }, "https://huggingface.co", "http://proxy:1"],
  ])("%j, %s: %s", (environment, address, name) => {
    for (const [variable, value] of Object.entries(environment)) vi.stubEnv(variable, value);
    expect(proxyFor(address)?.name).toBe(name);
  });

  it.each(["socks5://user:secret@proxy:1080", "http://user:secret@:1"])(
    "is none in %s, and told without it",
    (value) => {
      vi.stubEnv("HTTPS_PROXY", value);
      const ask = (): unknown => proxyFor("https://huggingface.co");
      expect(ask).toThrow(
        /^the proxy for https:\/\/huggingface\.co: found .*, expected http:\/\/host:port in HTTPS_PROXY .* put huggingface\.co into NO_PROXY$/,
      );
      expect(ask).not.toThrow(/secret/);
    },
  );
});

describe("fetch", () => {
  it("asks through the proxy, with its user and password", async () => {
    const proxy = await serveProxy({ target: await serveText("through") });
    vi.stubEnv("HTTP_PROXY", proxy.address.replace("//", "//user:sec%40ret@"));
    await useProxies();
    expect(await (await fetch("http://hub.example/a?b=1")).text()).toBe("through");
    expect(proxy.requests).toEqual(["GET http://hub.example/a?b=1"]);
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from("user:sec@ret").toString("base64")}`]);
  });

  it("asks for a tunnel to https, and says through which proxy there was none", async () => {
    const proxy = await serveProxy();
    vi.stubEnv("HTTPS_PROXY", proxy.address.replace("//", "//user:secret@"));
    await useProxies();
    const told = causeOf(await fetch("https://hub.example/").catch((error: unknown) => error));
    expect(proxy.requests).toEqual(["CONNECT hub.example:443"]);
    expect(told).toMatch(new RegExp(`502.*, through the proxy ${proxy.address}$`));
  });

  it("says through which proxy it could not connect", async () => {
    vi.stubEnv("HTTP_PROXY", "http://user:secret@127.0.0.1:2");
    await useProxies();
    const told = causeOf(await fetch("http://hub.example/").catch((error: unknown) => error));
    expect(told).toMatch(/ECONNREFUSED.*, through the proxy http:\/\/127\.0\.0\.1:2$/);
  });

  it("asks directly what NO_PROXY names", async () => {
    const proxy = await serveProxy();
    vi.stubEnv("HTTP_PROXY", proxy.address);
    vi.stubEnv("NO_PROXY", "127.0.0.1");
    await useProxies();
    expect(await (await fetch(await serveText("directly"))).text()).toBe("directly");
    expect(proxy.requests).toEqual([]);
  });

  it("is left as it is where there is no proxy", async () => {
    const before = getGlobalDispatcher();
    await useProxies();
    expect(getGlobalDispatcher()).toBe(before);
  });
});

it("agents are there where there is a proxy, and only there", async () => {
  vi.stubEnv("HTTPS_PROXY", "http://proxy:3128");
  expect(Object.keys(await proxyAgents("https://s3.amazonaws.com"))).toEqual(["httpAgent", "httpsAgent"]);
  expect(await proxyAgents("http://127.0.0.1:9000")).toEqual({});
});
