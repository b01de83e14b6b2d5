import { expect, it } from "vitest";
import { inA, reachOf } from "./stub-workspace.ts";

const REQUIRE = 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\n';

it.each([
  ["export const y = { ...process.env };", "found ...process.env; write process.env.NAME"],
  ["export const y = (name: string) => process.env[name];", "found process.env[name]; write process.env.NAME"],
  ["export const { A, ...rest } = process.env;", "rest} = process.env; write process.env.NAME"],
  [
    'import { env } from "node:process";\nexport const y = () => f(env);\nconst f = (x: unknown) => x;',
    "found f(env); write process.env.NAME",
  ],
  ["const { env } = process;\nexport const y = env;", "found {env} = process; write process.<name>"],
  ["export const y = (name: 'env') => process[name];", "found process[name]; write process.<name>"],
  ["export const y = globalThis.process.env.A;", "found globalThis.process; write process alone"],
  ["export const y = import.meta.url;", 'found y = import.meta.url; write new URL("./file", import.meta.url)'],
  ["export const y = import.meta.filename;", "found y = import.meta.filename; write new URL"],
  ["export const y = `${import.meta.dirname}/x`;", "found `${import.meta.dirname}/x`; write new URL"],
  ['export const y = import.meta.resolve("far");', 'found import.meta.resolve("far"); write new URL'],
  ["export const y = (x: string) => new URL(x, import.meta.url);", "found new URL(x, import.meta.url); write new URL"],
  ['export const y = new URL("https://a.b", import.meta.url);', "write new URL"],
  [
    'import { join } from "node:path";\nexport const y = (x: string) => join(import.meta.dirname, x);',
    "found join(import.meta.dirname, x)",
  ],
  ["export const y = (x: string) => import(x);", "found import(x); write the module as a text"],
  [`${REQUIRE}export const y = (x: string) => require(x);`, "found require(x); write the module as a text"],
  [`${REQUIRE}export const y = require;`, 'found y = require; write createRequire(import.meta.url)("module")'],
  [`${REQUIRE}export const y = { require };`, "write createRequire(import.meta.url)"],
  [
    'import { createRequire } from "node:module";\nexport const y = (x: string) => createRequire(x)("far");',
    "found createRequire(x); write createRequire",
  ],
  [
    'import { createRequire } from "node:module";\nconst { cache } = createRequire(import.meta.url);\nexport const y = cache;',
    "write createRequire",
  ],
  ['export const y = eval("1");', 'found eval("1"); write the code itself'],
  ['export const y = new Function("return 1");', 'found new Function("return 1"); write the function itself'],
  ["export const y = (x: object) => process.dlopen(x, 'y');", "found process.dlopen; what it loads cannot be followed"],
  [
    'import { readFileSync } from "node:fs";\nexport const y = readFileSync("./words.txt");',
    'found readFileSync("./words.txt"); that depends on where it is run',
  ],
  [
    'import fs from "fs";\nconst WORDS = "words.txt";\nexport const y = fs.promises.readFile(WORDS);',
    "found fs.promises.readFile(WORDS); that depends on where it is run",
  ],
  [
    'import { Worker } from "node:worker_threads";\nexport const y = () => new Worker("./x.mjs");',
    "that depends on where it is run",
  ],
  ['export const y = new URL("./absent.json", import.meta.url);', "packages/a/absent.json"],
  ['export const y = new URL("..", import.meta.url);', "is a folder; name each file that is read"],
  ['export { x } from "./absent.ts";', "packages/a/absent.ts"],
  ['export { x } from "absent";', "package absent is not installed; name it in package.json"],
  ['export { x } from "@stub/a/absent";', 'package.json of @stub/a exports no "./absent"'],
  ['export { x } from "#x";', '"#x" is neither a relative path nor a package'],
  ['export { x } from "./entry-2.ts";', '"./entry-2.ts" exports no "x"; correct the name'],
  ["export const y = ;", "packages/a/entry.ts: cannot be read as code: Error: Transform failed"],
])("refuses %s", async (entry, problem) => {
  await expect(reachOf(inA({ "entry.ts": entry, "entry-2.ts": "" }))).rejects.toThrow(problem);
});

it("tells all problems together, by file and piece, and none of code that is not reached", async () => {
  const entry =
    'import { x, z } from "./b.ts";\nexport const y = () => [eval("1"), x, z];\nconst unused = () => eval("3");';
  const b = 'export const x = () => eval("2");\nexport { z } from "far-away";\nexport const w = process.env;';
  const error: unknown = await reachOf(inA({ "entry.ts": entry, "b.ts": b })).catch((cause: unknown) => cause);
  expect(String(error)).toBe(
    [
      "UserError: code that cannot be followed: 3 problems",
      '  packages/a/b.ts, x: found eval("2"); write the code itself',
      '  packages/a/entry.ts, y: found eval("1"); write the code itself',
      "  packages/a/entry.ts, y: package far-away is not installed; name it in package.json and run npx pnpm install",
    ].join("\n"),
  );
});
