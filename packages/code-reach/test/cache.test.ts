import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transform } from "esbuild";
import { expect, it, onTestFinished } from "vitest";
import { createReachReader, type ReachSettings } from "../src/index.ts";
import { sha256 } from "@dalmeum/files";
import { inA, stubWorkspace } from "./stub-workspace.ts";

const FILES = inA({
  "entry.ts":
    'import { z } from "far";\nimport { x } from "./b.ts";\nexport const y = () => [x, z, import("./b.ts"), process.env.Y];\nconsole.log(y);',
  "b.ts": "export const x: number = 1;\nexport * from './c.ts';",
  "c.ts": "import { UserError } from '@stub/b';\nexport const c = () => new UserError('words');",
  "../b/package.json": '{ "name": "@stub/b", "sideEffects": false, "exports": "./index.ts" }',
  "../b/index.ts": "export class UserError extends Error {}",
  "node_modules/@stub/b/package.json": '{ "name": "@stub/b", "version": "1.0.0" }',
});

function stub() {
  const cache = mkdtempSync(join(tmpdir(), "code-reach-cache-"));
  onTestFinished(() => {
    rmSync(cache, { recursive: true });
  });
  const root = stubWorkspace(FILES);
  const entry = join(root, "packages/a/entry.ts");
  const read = (settings: Partial<ReachSettings> = {}) =>
    createReachReader({ root, cache, ...settings }).reachOf([{ file: entry }]);
  return { cache, entry, read };
}

it("gives of what it kept what it gave of the source", async () => {
  const { cache, read } = stub();
  const first = await read();
  expect(readdirSync(cache)).toHaveLength(3);
  expect(await read()).toEqual(first);
  expect(await read({ transform })).toEqual(first);
});

it("reads what it kept, and reads the source again where that is damaged or another's", async () => {
  const { cache, read } = stub();
  const first = await read();
  const entries = readdirSync(cache).map((name) => join(cache, name));
  const contents = entries.map((path) => readFileSync(path, "utf8"));
  // An entry that says something else, and says it well, would be believed: it is read.
  const forged = contents.map((content, index) => {
    const body = content.slice(64).replace(/"own":"[0-9a-f]+"/, '"own":"forged"');
    return sha256((entries[index] ?? "").slice(-64) + body) + body;
  });
  entries.forEach((path, index) => {
    writeFileSync(path, forged[index] ?? "");
  });
  expect((await read()).hash).not.toBe(first.hash);

  const [halved, changed, swapped] = [
    contents.map((content) => content.slice(0, content.length / 2)),
    contents.map((content) => content.replace(/[0-9a-f](?=","text")/, (digit) => (digit === "0" ? "1" : "0"))),
    [...contents.slice(1), contents[0] ?? ""],
  ];
  for (const damaged of [halved, changed, swapped]) {
    entries.forEach((path, index) => {
      writeFileSync(path, damaged[index] ?? "");
    });
    expect(await read()).toEqual(first);
    expect(entries.map((path) => readFileSync(path, "utf8"))).toEqual(contents);
  }
});

it("keeps apart what was read of other code or with other settings", async () => {
  const { cache, entry, read } = stub();
  const first = await read();
  const forPeople = { package: "@stub/b", names: ["UserError"] };
  expect((await read({ forPeople })).hash).not.toBe(first.hash);
  expect(readdirSync(cache)).toHaveLength(6);
  writeFileSync(entry, FILES["packages/a/entry.ts"]?.replace("[x", "[1, x") ?? "");
  expect((await read()).hash).not.toBe(first.hash);
});

it("does without where nothing can be kept", async () => {
  const { read } = stub();
  expect(await read({ cache: "/dev/null/cache" })).toEqual(await read());
});
