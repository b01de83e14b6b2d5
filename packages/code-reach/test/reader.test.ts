import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { changedSources, createReachReader } from "../src/index.ts";
import { inA, stubWorkspace } from "./stub-workspace.ts";

const FILES = inA({
  "entry.ts": 'export { x } from "./b.ts";\nexport const y = new URL("words.json", import.meta.url);',
  "b.ts": "export const x = 1;\nexport const z = 2;",
  "words.json": "[]",
});

it("reads code once, and tells which files have changed since", async () => {
  const root = stubWorkspace(FILES);
  const file = (name: string): string => join(root, "packages/a", name);
  const reader = createReachReader({ root });
  const entry = { file: file("entry.ts") };
  const reach = await reader.reachOf([entry]);
  expect(Object.keys(reach.sources)).toEqual(["b.ts", "entry.ts", "words.json"].map(file));
  expect(changedSources(reach)).toEqual([]);
  writeFileSync(file("b.ts"), "export const x = 2;");
  writeFileSync(file("words.json"), "[1]");
  expect(changedSources(reach)).toEqual([file("b.ts"), file("words.json")]);
  expect(await reader.reachOf([entry])).toEqual(reach);
  expect((await createReachReader({ root }).reachOf([entry])).hash).not.toBe(reach.hash);
});

it("follows what is asked for of several entries, in whatever order they are named", async () => {
  const root = stubWorkspace(FILES);
  const reader = createReachReader({ root });
  const entry = { file: join(root, "packages/a/entry.ts"), exports: ["x"] };
  const b = { file: join(root, "packages/a/b.ts"), exports: ["z"] };
  const { pieces, hash } = await reader.reachOf([entry, b]);
  expect(pieces.map(({ name }) => name)).toEqual(["x", "z"]);
  expect((await reader.reachOf([b, entry])).hash).toBe(hash);
  expect((await reader.reachOf([b])).hash).not.toBe(hash);
  await expect(reader.reachOf([{ ...b, exports: ["w"] }])).rejects.toThrow('packages/a/b.ts: exports no "w"');
});
