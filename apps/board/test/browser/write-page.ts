import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BoardState } from "@dalmeum/standing/types";
import { bundleSite } from "../../src/bundle/bundle-site.ts";
import { pieceFile, pieceScript } from "../../src/write/piece-script.ts";
import { piecesOf } from "./pieces-of.ts";

/** A state as a page on disk: its address, and what removes it. */
export async function writePage(state: BoardState): Promise<{ readonly address: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "board-"));
  mkdirSync(join(folder, "data"));
  for (const [name, content] of await bundleSite()) writeFileSync(join(folder, name), content);
  for (const [piece, json] of piecesOf(state)) writeFileSync(join(folder, pieceFile(piece)), pieceScript(piece, json));
  return {
    address: pathToFileURL(join(folder, "index.html")).href,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
