import { expect, it } from "vitest";
import { hashesOf, inA, namesReached, reachOf } from "./stub-workspace.ts";

const QUIET = 'import { x } from "./b.ts";\nexport const y = x;';
const B = 'import "./c.ts";\nimport { z } from "./d.ts";\nconsole.log(z);\nexport const x = 1;';
const C = "console.log(2);\nexport const w = 1;";

it("counts what a module does with whatever is reached of it", async () => {
  const files = inA({ "entry.ts": QUIET, "b.ts": B, "c.ts": C, "d.ts": "console.log(3);\nexport const z = 1;" });
  expect(await namesReached(files)).toEqual([
    "a/b.ts#statement 1",
    "a/b.ts#x",
    "a/c.ts#statement 1",
    "a/d.ts#statement 1",
    "a/d.ts#z",
    "a/entry.ts#y",
  ]);
});

it("counts nothing of a module of which nothing is used, where its package promises that it does nothing", async () => {
  const entry = 'import { x } from "./b.ts";\nimport { w } from "./c.ts";\nexport const y = 1;';
  expect(await namesReached(inA({ "entry.ts": entry, "b.ts": B, "c.ts": C }))).toEqual(["a/entry.ts#y"]);
});

it("counts what modules do that are only imported, where their package promises nothing", async () => {
  const files = {
    ...inA({ "entry.ts": 'import { unused } from "@stub/loud";\nexport const y = 1;' }),
    "packages/loud/index.ts": 'export { w as unused } from "./c.ts";',
    "packages/loud/c.ts": C,
  };
  expect(await namesReached(files)).toEqual(["a/entry.ts#y", "loud/c.ts#statement 1"]);
});

it("counts packages of a registry that are imported for what they do", async () => {
  const { packages, pieces } = await reachOf(inA({ "entry.ts": QUIET, "b.ts": 'import "far";\nexport const x = 1;' }));
  expect(Object.keys(packages)).toEqual(["far"]);
  expect(pieces).toHaveLength(2);
  const [alone, without] = await hashesOf(
    { "entry.ts": QUIET, "b.ts": 'import "far";\nexport const x = 1;' },
    { "entry.ts": QUIET, "b.ts": "export const x = 1;" },
  );
  expect(alone).not.toBe(without);
});

it("counts the order of what is done", async () => {
  const files = (b: string) => ({
    "entry.ts": QUIET,
    "b.ts": `${b}\nexport const x = 1;`,
    "c.ts": C,
    "d.ts": "console.log(3);",
  });
  const [before, statements, imports, after] = await hashesOf(
    files('import "./c.ts";\nimport "./d.ts";\nconsole.log(1);\nconsole.warn(1);'),
    files('import "./c.ts";\nimport "./d.ts";\nconsole.warn(1);\nconsole.log(1);'),
    files('import "./d.ts";\nimport "./c.ts";\nconsole.log(1);\nconsole.warn(1);'),
    files('import "./c.ts";\nimport "./d.ts";\n\nconsole.log(1);;\nconsole.warn(1);'),
  );
  expect(new Set([before, statements, imports]).size).toBe(3);
  expect(after).toBe(before);
});
