import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTurboWorkspace } from "@dalmeum/config/turbo-workspace";
import { beforeEach, describe, expect, it } from "vitest";
import { createStorage, runServer, startServer } from "./server.ts";

const EVERYTHING = ["test losses", "test models"];
const TEAM = "team_dalmeum";
const HOOK_TIMEOUT = 120_000;

it("refuses to start without a token, and says what to do", async () => {
  const { code, text } = await runServer({}, /never/);
  expect(code).toBe(1);
  expect(text).toMatch(/found no TURBO_TOKEN, expected .* make one with/);
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
      TURBO_API: await startServer({ TURBO_TOKEN: "token", STORAGE_PATH: storage }),
      TURBO_TEAM: TEAM,
      TURBO_TOKEN: "token",
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
    const readOnly = await startServer({ TURBO_TOKEN: "reader", READ_ONLY: "true", STORAGE_PATH: storage });
    expect(await third.test({ ...environment, TURBO_API: readOnly, TURBO_TOKEN: "reader" })).toEqual(ofModels);
    expect(artifacts()).toEqual(before);
  });
});
