import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@dalmeum/files";

const CHECKED = join(import.meta.dirname, "../../../../node_modules/.cache/dalmeum/checked-records");

/**
 * What a check finds wrong with a record; nothing where one with these very bytes was found right before. They hold the hash
 * of all that the check looks at: the run's files, and in its identity the data, the members and the code.
 * @param path of the record.
 * @param folder of what was found right.
 */
export async function onceChecked(
  path: string,
  check: () => Promise<readonly string[]>,
  folder = CHECKED,
): Promise<readonly string[]> {
  const mark = join(folder, sha256(readFileSync(path)));
  if (existsSync(mark)) return [];
  const problems = await check();
  if (problems.length === 0) remember(folder, mark);
  return problems;
}

function remember(folder: string, mark: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mark, "");
  } catch {
    // A full or read-only disk, say: the next process checks again.
  }
}
