import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type ObjectStore, openObjectStore } from "../src/index.ts";
import { expectFailure, temporaryFolder } from "./contract.ts";
import { serve } from "./servers.ts";

const { signal } = new AbortController();
const open = (url: string): ObjectStore => {
  const environment = { TURBO_API: url, TURBO_TEAM: "team", TURBO_TOKEN: "token-0f3a" };
  return openObjectStore("cache", { root: "/", environment, patience: 2000 });
};

it("gives the token to nobody to whom the server leads", async () => {
  const asked: (string | undefined)[] = [];
  const elsewhere = await serve(({ headers }, response) => {
    asked.push(headers.authorization);
    response.end("bytes");
  });
  const url = await serve((request, response) => {
    request.resume();
    response.writeHead(307, { location: `${elsewhere}/there` }).end();
  });
  expect(await open(url).read("key", signal)).toEqual(new Uint8Array(Buffer.from("bytes")));
  await expectFailure(open(url).store("key", Buffer.from("bytes"), signal), "it wants another address");
  expect(asked).toEqual([undefined, undefined]);
});

it("gives out nothing but what was stored", async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { "x-artifact-tag": "sha256-0f3a" }).end("half");
  });
  const folder = temporaryFolder();
  writeFileSync(join(folder, "back"), "before");
  await expectFailure(open(url).fetch("key", join(folder, "back"), signal), "it is not what was stored");
  expect(readdirSync(folder)).toEqual(["back"]);
  expect(readFileSync(join(folder, "back"), "utf8")).toBe("before");
});

it.each([
  [401, "it does not know TURBO_TOKEN"],
  [403, "the server only reads (READ_ONLY)"],
  [500, "it answered 500"],
])("says what %i means", async (status, reason) => {
  const url = await serve((_, response) => {
    response.writeHead(status).end("token-0f3a");
  });
  const message = await expectFailure(open(url).store("key", Buffer.from("bytes"), signal), reason);
  expect(message).not.toContain("token-0f3a");
});

it("says that a connection broke off", async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write("half", () => response.destroy());
  });
  await expectFailure(open(url).read("key", signal), "connection");
});
