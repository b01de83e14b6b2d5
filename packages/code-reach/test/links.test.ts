import { expect, it } from "vitest";
import { inA, namesReached, reachOf } from "./stub-workspace.ts";

it.each([
  ["a name", 'import { x } from "./b.ts";\nexport const y = x;', "export const x = 1;\nexport const z = 2;", "x"],
  [
    "another name",
    'import { q as x } from "./b.ts";\nexport const y = x;',
    "const x = 1;\nconst z = 2;\nexport { x as q, z };",
    "x",
  ],
  [
    "a default expression",
    'import x from "./b.ts";\nexport const y = x;',
    "const x = 1;\nexport const z = 2;\nexport default x;",
    "default",
    "x",
  ],
  [
    "a default function",
    'import x from "./b.ts";\nexport const y = x;',
    "export default function f() {}\nexport const z = 1;",
    "f",
  ],
  [
    "a default class without a name",
    'import x from "./b.ts";\nexport const y = x;',
    "export default class {}\nexport const z = 1;",
    "default",
  ],
  [
    "default by its name",
    'export { default as y } from "./b.ts";',
    "export default 1;\nexport const z = 1;",
    "default",
  ],
  ["an export from", 'export { x as y } from "./b.ts";', "export const x = 1;\nexport const z = 2;", "x"],
  ["export *", 'export * from "./b.ts";', "export const x = 1;\nconst z = 2;\nexport default z;", "x"],
  ["export * as", 'export * as b from "./b.ts";', "export const x = 1;\nconst z = 2;", "x"],
  [
    "a namespace",
    'import * as b from "./b.ts";\nexport const y = b.x;',
    "export const x = 1;\nexport const w = 2;\nconst z = 2;",
    "w",
    "x",
  ],
  [
    "a part of a pattern",
    'import { x } from "./b.ts";\nexport const y = x;',
    "export const { x, w: [v] } = f();\nfunction f() {}\nexport const z = 1;",
    "f",
    "x, v",
  ],
  [
    "its own names",
    'import { x } from "./b.ts";\nexport const y = x;',
    "export const x = () => w;\nlet w = 1;\nconst z = 2;",
    "w",
    "x",
  ],
  [
    "a name through another import",
    'import { x } from "./c.ts";\nexport const y = x;',
    "export const x = 1;\nexport const z = 2;",
    "x",
  ],
  [
    "an import() whose name is written",
    'export const y = () => import("./b.ts");',
    "export const x = 1;\nconst z = 2;",
    "x",
  ],
])("follows %s", async (_, entry, b, ...names) => {
  const reached = await namesReached(
    inA({ "entry.ts": entry, "b.ts": b, "c.ts": 'import { x } from "./b.ts";\nexport { x };' }),
  );
  expect(reached.filter((name) => name.startsWith("a/b.ts")).map((name) => name.replace("a/b.ts#", ""))).toEqual(names);
});

it("follows packages of the workspace by what they export, and no further than packages of a registry", async () => {
  const files = {
    "packages/a/entry.ts":
      'import { x } from "@stub/a";\nimport { y } from "@stub/a/deep";\nimport { far, type Far } from "far/part.js";\nimport { join } from "path";\n' +
      "export const z = (w: Far) => [x, y, far, join];",
    "packages/a/index.ts": "export const x = 1;",
    "packages/a/deep.ts": "export const y = 1;",
  };
  const { pieces, packages } = await reachOf(files);
  expect(pieces.map(({ file, name }) => `${file}#${name}`)).toEqual([
    "packages/a/deep.ts#y",
    "packages/a/entry.ts#z",
    "packages/a/index.ts#x",
  ]);
  expect(pieces[1]?.uses).toEqual({
    far: "package:far/part.js#far",
    join: "node:path#join",
    x: "packages/a/index.ts#x",
    y: "packages/a/deep.ts#y",
  });
  expect(packages).toEqual({ far: { version: "1.2.3", integrity: "sha512-far==" } });
});

it("takes what only types are imported for as nothing", async () => {
  const files = inA({
    "entry.ts": 'import type { X } from "./b.ts";\nimport { type Y } from "./b.ts";\nexport const y = (x: X & Y) => x;',
  });
  expect(await namesReached(files)).toEqual(["a/entry.ts#y"]);
});

it("tells an optional package that is not installed, and none of which nothing is reached", async () => {
  const files = {
    "packages/a/package.json": '{ "sideEffects": false, "optionalDependencies": { "rare": "1.0.0" } }',
    "packages/a/entry.ts": 'import { x } from "./b.ts";\nexport const y = () => [import("rare"), x];',
    "packages/a/b.ts": 'import { far } from "far";\nexport const x = 1;\nexport const z = far;',
  };
  expect((await reachOf(files)).packages).toEqual({ rare: { version: null, integrity: null } });
});

it("has no integrity without a lockfile's word", async () => {
  const files = { "packages/a/entry.ts": 'export { x } from "far";', "pnpm-lock.yaml": "packages:\n" };
  expect((await reachOf(files)).packages).toEqual({ far: { version: "1.2.3", integrity: null } });
});
