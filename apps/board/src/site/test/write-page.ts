import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BoardState } from "@dalmeum/standing/types";
import { pageFiles } from "./page-files.ts";

/** A state as a page on disk: its address, and what removes it. */
export async function writePage(state: BoardState): Promise<{ readonly address: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "board-"));
  mkdirSync(join(folder, "data"));
  for (const [name, content] of await pageFiles(state)) writeFileSync(join(folder, name), content);
  return {
    address: pathToFileURL(join(folder, "index.html")).href,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
