import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { hashesOf, inA, namesReached, reachOf } from "./stub-workspace.ts";

const URL_OF = (file: string): string => `new URL("${file}", import.meta.url)`;

it.each([
  ["a JSON import", 'import words from "./words.json" with { type: "json" };\nexport const y = words;'],
  ["a URL", `import { readFileSync } from "node:fs";\nexport const y = readFileSync(${URL_OF("words.json")});`],
  [
    "a path beside the file",
    'import { join } from "node:path";\nexport const y = join(import.meta.dirname, "..", "a", `words.json`);',
  ],
  ["a path of path's", 'import path from "path";\nexport const y = path.resolve(import.meta.dirname, "words.json");'],
  [
    "require",
    'import { createRequire } from "node:module";\nexport const y = createRequire(import.meta.url)("./words.json");',
  ],
])("takes the content of a file that is read by %s", async (_, entry) => {
  const { assets } = await reachOf(inA({ "entry.ts": entry, "words.json": "[]" }));
  expect(assets).toEqual({ "packages/a/words.json": createHash("sha256").update("[]").digest("hex") });
  const [before, after] = await hashesOf(
    { "entry.ts": entry, "words.json": "[]" },
    { "entry.ts": entry, "words.json": "[1]" },
  );
  expect(after).not.toBe(before);
});

it("follows a script that is started, with all that it imports and starts", async () => {
  const files = inA({
    "entry.ts":
      'import { join } from "node:path";\nconst CHILD = join(import.meta.dirname, "child.mjs");\nexport const y = () => CHILD;',
    "child.mjs":
      'import { Worker } from "node:worker_threads";\nimport { x } from "./b.ts";\nconst watch = new Worker(new URL("watch.mjs", import.meta.url));\nwatch.postMessage(x);\nconst started = Date.now();',
    "watch.mjs":
      'import { readFileSync } from "node:fs";\nsetInterval(() => readFileSync(new URL("./code.wasm", import.meta.url)), 1);',
    "code.wasm": "wasm",
    "b.ts": "export const x = 1;\nexport const z = 2;",
  });
  expect(await namesReached(files)).toEqual([
    "a/b.ts#x",
    "a/child.mjs#started",
    "a/child.mjs#statement 1",
    "a/child.mjs#watch",
    "a/entry.ts#CHILD",
    "a/entry.ts#y",
    "a/watch.mjs#statement 1",
  ]);
  const reach = await reachOf(files);
  expect(Object.keys(reach.assets)).toEqual(["packages/a/code.wasm"]);
  const grown = await reachOf({ ...files, "packages/a/code.wasm": "more" });
  expect(grown.hash).not.toBe(reach.hash);
});

it.each([
  ["import()", 'export const y = () => import("far/part.js");'],
  [
    "createRequire()()",
    'import { createRequire } from "node:module";\nexport const y = () => createRequire(import.meta.url)("far");',
  ],
  [
    "createRequire().resolve()",
    'import * as module from "node:module";\nexport const y = () => module.createRequire(import.meta.url).resolve("far/package.json");',
  ],
  [
    "require()",
    'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\nexport const y = () => require("far");',
  ],
  [
    "require.resolve()",
    'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\nexport const y = () => require.resolve("far");',
  ],
  [
    "resolve()",
    'import { createRequire } from "node:module";\nconst { resolve } = createRequire(import.meta.url);\nexport const y = () => resolve("far/package.json");',
  ],
])("follows a package that is loaded by %s", async (_, entry) => {
  expect(Object.keys((await reachOf(inA({ "entry.ts": entry }))).packages)).toEqual(["far"]);
});

it("follows modules of the workspace that are loaded late, as a whole", async () => {
  const files = inA({
    "entry.ts": 'export const y = async () => (await import("./b.ts")).x;\nexport const z = () => import("@stub/a");',
    "b.ts": "export const x = 1;\nexport default 2;",
    "index.ts": 'export { w } from "./c.cjs";',
    "c.cjs": 'const far = require("far");\nmodule.exports = { w: far };',
  });
  expect(await namesReached(files)).toEqual([
    "a/b.ts#default",
    "a/b.ts#x",
    "a/c.cjs#far",
    "a/c.cjs#statement 1",
    "a/entry.ts#y",
    "a/entry.ts#z",
  ]);
});

it("lets native libraries be loaded by a path, as koffi does", async () => {
  const entry =
    'import { createRequire } from "node:module";\nimport { join } from "node:path";\nexport const y = (at: string): unknown => createRequire(import.meta.url)(join(at, "addon.node"));';
  expect((await reachOf(inA({ "entry.ts": entry }))).pieces).toHaveLength(1);
});

it("names the environment variables that are read", async () => {
  const entry = `
    import { env } from "node:process";
    import * as named from "process";
    process.env.WRITTEN = "1";
    delete process.env.GONE;
    const { A, B: b = "", ["C"]: c } = process.env;
    const inner = (process: { env: Record<string, string> }) => process.env.SHADOWED;
    export const y = () => [A, b, c, inner, process.env.D, process.env["E"], env.F, named.env.G, "H" in process.env];
    process.env.I ??= "1";
    export const platform = process.platform;
    const { argv } = process;
    export const z = argv;
    const unused = () => process.env.UNUSED;`;
  const { environment } = await reachOf(inA({ "entry.ts": entry }), { uncountedEnvironment: ["D"] });
  expect(environment).toEqual(["A", "B", "C", "E", "F", "G", "H", "I"]);
});
