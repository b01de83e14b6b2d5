import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { trainAll, writeTeamWorkspace } from "@dalmeum/standing/bench";
import type { BoardIndex } from "@dalmeum/standing/types";
import { silentReporter as reporter } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { buildBoard } from "../src/index.ts";
import { runPiece } from "./run-piece.ts";

const { signal } = new AbortController();
const indexIn = (folder: string): BoardIndex =>
  runPiece(readFileSync(join(folder, "data/index.js"), "utf8")) as BoardIndex;

it("writes the page with every piece that its index names", async () => {
  const root = writeTeamWorkspace();
  await trainAll(root, "dev");
  const folder = join(root, "board");
  const built = await buildBoard({ root, folder, reporter, signal });
  expect(readdirSync(folder).toSorted()).toEqual([
    ".nojekyll",
    "board.css",
    "board.js",
    "data",
    "icon.svg",
    "index.html",
  ]);
  const index = indexIn(folder);
  expect(index).toMatchObject({ live: false, runs: { used: 1 } });
  expect(built).toMatchObject({ experiments: 6, runs: 1 });
  expect(readdirSync(join(folder, "data")).toSorted()).toEqual(
    ["index", ...index.pieces].map((piece) => `${piece}.js`).toSorted(),
  );
  for (const piece of index.pieces) {
    expect(runPiece(readFileSync(join(folder, `data/${piece}.js`), "utf8"))).toBeTypeOf("object");
  }
});

it("takes the place of an earlier page at once, or not at all", async () => {
  const root = writeTeamWorkspace();
  const folder = join(root, "board");
  await buildBoard({ root, folder, reporter, signal });
  writeFileSync(join(folder, "data/experiment-gone.js"), "");
  const stopped = AbortSignal.abort(new Error("stopped"));
  await expect(buildBoard({ root, folder, reporter, signal: stopped })).rejects.toThrow("stopped");
  expect(existsSync(join(folder, "data/experiment-gone.js"))).toBe(true);
  expect(readdirSync(root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  await trainAll(root, "dev");
  await buildBoard({ root, folder, reporter, signal });
  expect(existsSync(join(folder, "data/experiment-gone.js"))).toBe(false);
  expect(indexIn(folder).runs.used).toBe(1);
});

it("replaces no folder that it did not write", async () => {
  const root = writeTeamWorkspace({ "docs/page.md": "mine", "docs/.nojekyll": "" });
  const folder = join(root, "docs");
  await expect(buildBoard({ root, folder, reporter, signal })).rejects.toThrow("did not write");
  expect(readdirSync(folder)).toEqual([".nojekyll", "page.md"]);
  mkdirSync(join(root, "empty"));
  await buildBoard({ root, folder: join(root, "empty"), reporter, signal });
  expect(existsSync(join(root, "empty/index.html"))).toBe(true);
});
