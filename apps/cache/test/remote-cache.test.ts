import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTurboWorkspace } from "@dalmeum/config/turbo-workspace";
import { beforeEach, describe, expect, it } from "vitest";
import { createStorage, runServer, startServer } from "./server.ts";

const EVERYTHING = ["test losses", "test models"];
const TEAM = "team_dalmeum";
const TOKEN = "0123456789abcdef";
const READER = "fedcba9876543210";
const HOOK_TIMEOUT = 120_000;

it.each([
  [undefined, /found no TURBO_TOKEN, expected .* make one with/],
  [" ", /found no TURBO_TOKEN/],
  [`${TOKEN},`, /\n {2}2 of 2: found nothing between commas/],
  [`,${TOKEN}`, /\n {2}1 of 2: found nothing between commas/],
  [`${TOKEN}, \t,${TOKEN}`, /\n {2}2 of 3: found nothing between commas/],
  [`${TOKEN}, ${TOKEN}`, /\n {2}2 of 2: expected printable ASCII without spaces/],
  ["0123456789abcde", /\n {2}1 of 1: found 15 characters, expected 16 or more/],
])("refuses to start with the tokens %j, and says what to do", async (tokens, message) => {
  const { code, text } = await runServer(tokens === undefined ? {} : { TURBO_TOKEN: tokens }, /never/);
  expect(code).toBe(1);
  expect(text).toMatch(message);
  expect(text).not.toContain("0123456789");
});

it.each([
  ["", "127.0.0.1", "this machine alone reaches it"],
  ["0.0.0.0", "0.0.0.0", "other machines reach it, and over plain HTTP a token can be read on the way"],
])("says where it listens, HOST being %j", async (host, address, reach) => {
  const environment = { TURBO_TOKEN: TOKEN, STORAGE_PATH: createStorage(), HOST: host, PORT: "0" };
  const { text } = await runServer(environment, /listening at .*:.*\n/);
  expect(text).toMatch(new RegExp(`listening at http://${address}:\\d+: ${reach}\n`));
});

it("cleans what nobody has asked for, whoever has read the files", async () => {
  const storage = createStorage();
  const url = await startServer({ TURBO_TOKEN: TOKEN, STORAGE_PATH: storage });
  const headers = { authorization: `Bearer ${TOKEN}` };
  const artifact = (name: string): string => `${url}/v8/artifacts/${name}?slug=${TEAM}`;
  const names = ["fetched", "looked-for", "forgotten"];
  for (const name of names) {
    const tagged = { ...headers, "content-type": "application/octet-stream", "x-artifact-tag": "tag" };
    expect((await fetch(artifact(name), { method: "PUT", headers: tagged, body: name })).status).toBe(200);
    const old = Date.now() / 1000 - 40 * 24 * 60 * 60;
    // As a backup leaves it, which has just read everything.
    for (const file of [name, `${name}.tag`]) utimesSync(join(storage, TEAM, file), Date.now() / 1000, old);
  }
  expect(await (await fetch(artifact("fetched"), { headers })).text()).toBe("fetched");
  expect((await fetch(artifact("looked-for"), { method: "HEAD", headers })).status).toBe(200);
  const clean = async (): Promise<unknown> =>
    (await fetch(`${url}/v8/clean?slug=${TEAM}&olderThan=30`, { method: "POST", headers })).json();
  expect(await clean()).toEqual({ scanned: 6, deleted: 2 });
  expect(readdirSync(join(storage, TEAM)).toSorted()).toEqual(
    names
      .slice(0, 2)
      .flatMap((name) => [name, `${name}.tag`])
      .toSorted(),
  );
  expect(await clean()).toEqual({ scanned: 4, deleted: 0 });
});

describe("two teammates", { tags: ["slow"] }, () => {
  let storage: string;
  let environment: Readonly<Record<string, string>>;
  const artifacts = (): readonly string[] =>
    readdirSync(join(storage, TEAM))
      .filter((name) => !name.endsWith(".tag"))
      .map((name) => join(storage, TEAM, name));

  beforeEach(async () => {
    storage = createStorage();
    environment = {
      TURBO_API: await startServer({ TURBO_TOKEN: TOKEN, STORAGE_PATH: storage }),
      TURBO_TEAM: TEAM,
      TURBO_TOKEN: TOKEN,
      TURBO_REMOTE_CACHE_SIGNATURE_KEY: "key".repeat(20),
    };
    const first = await createTurboWorkspace();
    expect((await first.test(environment)).toSorted()).toEqual(EVERYTHING);
    expect(artifacts()).toHaveLength(EVERYTHING.length);
  }, HOOK_TIMEOUT);

  it("share what one of them ran", async () => {
    const second = await createTurboWorkspace();
    expect(await second.test(environment)).toEqual([]);
  });

  it("do not use what was changed on the server", async () => {
    for (const file of artifacts()) {
      const bytes = readFileSync(file);
      const middle = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
      writeFileSync(file, bytes);
    }
    const second = await createTurboWorkspace();
    expect((await second.test(environment)).toSorted()).toEqual(EVERYTHING);
  });

  it("do not use what was exchanged on the server, signature and all", async () => {
    const files = artifacts();
    const contents = files.map((file) => [readFileSync(file), readFileSync(`${file}.tag`)] as const);
    for (const [index, [artifact, tag]] of contents.entries()) {
      const other = files.at(index - 1);
      if (other === undefined) continue;
      writeFileSync(other, artifact);
      writeFileSync(`${other}.tag`, tag);
    }
    const second = await createTurboWorkspace();
    expect((await second.test(environment)).toSorted()).toEqual(EVERYTHING);
  });

  it("do not use what was signed with another key", async () => {
    const second = await createTurboWorkspace();
    const other = { ...environment, TURBO_REMOTE_CACHE_SIGNATURE_KEY: "other".repeat(20) };
    expect((await second.test(other)).toSorted()).toEqual(EVERYTHING);
  });

  it("read nothing with a wrong token, and are not stopped by it", async () => {
    const second = await createTurboWorkspace();
    expect((await second.test({ ...environment, TURBO_TOKEN: "guess" })).toSorted()).toEqual(EVERYTHING);
  });

  it("read without writing where the run, or the server, says so", async () => {
    const before = artifacts();
    const second = await createTurboWorkspace();
    second.write("packages/models/src/encoder.ts", "changed\n");
    const ofModels = ["test models"];
    expect(await second.test({ ...environment, TURBO_CACHE: "local:rw,remote:r" })).toEqual(ofModels);
    expect(artifacts()).toEqual(before);

    const third = await createTurboWorkspace();
    third.write("packages/models/src/encoder.ts", "changed\n");
    const readOnly = await startServer({ TURBO_TOKEN: READER, READ_ONLY: "true", STORAGE_PATH: storage });
    expect(await third.test({ ...environment, TURBO_API: readOnly, TURBO_TOKEN: READER })).toEqual(ofModels);
    expect(artifacts()).toEqual(before);
  });
});
