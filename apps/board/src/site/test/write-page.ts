import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BoardState } from "@dalmeum/standing/types";
import { pageFiles } from "./page-files.ts";

/** A state as a page on disk; its address. */
export async function writePage(state: BoardState): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "board-"));
  mkdirSync(join(folder, "data"));
  for (const [name, content] of await pageFiles(state)) writeFileSync(join(folder, name), content);
  return pathToFileURL(join(folder, "index.html")).href;
}
