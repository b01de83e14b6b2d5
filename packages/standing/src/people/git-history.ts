import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Time } from "../types/index.ts";

const execute = promisify(execFile);

/** A commit, as far as it says who wrote what. */
export interface Authorship {
  readonly author: string;
  readonly at: Time;
  /** From the workspace root, with slashes. */
  readonly files: readonly string[];
}

/** A name has no control characters: git cuts it at them. */
const [RECORD, FIELD] = ["\x1e", "\x1f"];
const MOST_BYTES = 256 << 20;

/** Commits that changed modules or experiments, latest first; none without git. Addresses stay out: a page may be public. */
export async function readHistory(root: string): Promise<readonly Authorship[]> {
  const format = `--format=${RECORD}%aN${FIELD}%at${FIELD}`;
  const paths = ["packages", "experiments"];
  const options = [
    "-c",
    "core.quotePath=false",
    "log",
    "--no-merges",
    "--relative",
    "--name-only",
    format,
    "--",
    ...paths,
  ];
  try {
    const { stdout } = await execute("git", options, { cwd: root, maxBuffer: MOST_BYTES });
    return stdout.split(RECORD).slice(1).map(parseCommit);
  } catch {
    return [];
  }
}

function parseCommit(text: string): Authorship {
  const [author = "", seconds = "", files = ""] = text.split(FIELD);
  return { author, at: Number(seconds) * 1000, files: files.split("\n").filter((file) => file !== "") };
}
