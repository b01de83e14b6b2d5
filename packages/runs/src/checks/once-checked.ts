import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@dalmeum/files";

const CHECKED = join(import.meta.dirname, "../../../../node_modules/.cache/dalmeum/checked-records");

/**
 * What a check finds wrong with a record of today's; nothing where these checks found one with these very bytes right before. They
 * hold the hash of all that is looked at: the run's files, and in its identity the data, the members and the code that measures. A
 * file that came later, of which the record says nothing, is not looked for again: nothing reads one.
 * @param path of the record.
 * @param folder of what was found right.
 */
export async function onceChecked(
  path: string,
  check: () => Promise<readonly string[]>,
  folder = CHECKED,
): Promise<readonly string[]> {
  const mark = join(folder, sha256(`${checksVersion()}\n${sha256(readFileSync(path))}`));
  if (existsSync(mark)) return [];
  const problems = await check();
  if (problems.length === 0) remember(folder, mark);
  return problems;
}

/** SHA-256 of the checks themselves: stricter ones look again. */
function checksVersion(): string {
  const files = readdirSync(import.meta.dirname).toSorted();
  return sha256(files.map((file) => sha256(readFileSync(join(import.meta.dirname, file)))).join("\n"));
}

function remember(folder: string, mark: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mark, "");
  } catch {
    // A full or read-only disk, say: the next process checks again.
  }
}
