import { expect, it, vi } from "vitest";
import { proxyAgents, proxyFor, useProxies } from "../src/index.ts";

it("runs the README's example", async () => {
  for (const name of ["https_proxy", "http_proxy", "all_proxy"]) {
    for (const each of [name, name.toUpperCase()]) vi.stubEnv(each, "");
  }
  await useProxies(); // from now on `fetch` asks through proxies; loads nothing where none is named
  const proxy = proxyFor("https://huggingface.co"); // undefined: it is asked directly
  const agents = await proxyAgents("https://s3.amazonaws.com"); // for clients of node:http
  expect([proxy, agents]).toEqual([undefined, {}]);
  vi.unstubAllEnvs();
});
