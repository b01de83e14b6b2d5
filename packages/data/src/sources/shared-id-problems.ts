import { count, counted } from "@dalmeum/contracts";
import type { ParsedRow } from "../tables/parse-rows.ts";
import { shown } from "../shown.ts";

type Rows = readonly ParsedRow<{ readonly id: string }>[];

const EXAMPLES = 3;

/** What to do where an id stands in two files. */
export function sharedIdAdvice({ train, dev, test }: Readonly<Record<"train" | "dev" | "test", string>>): string {
  const assignments = [train, dev].map((file) => {
    const [split = ""] = file.split(".");
    return `${split}["id"] = "${split}-" + ${split}["id"].astype(str)`;
  });
  return (
    `an id may stand once in all three files. Keep those of ${test}, which are handed in, and put a word before the others; ` +
    `in pandas: ${assignments.join("; ")}`
  );
}

/**
 * Ids that stand in two files: a line for each two, since ids that begin anew in each file meet in all of them.
 * @param files by their names, train first and test last.
 */
export function sharedIdProblems(files: Readonly<Record<string, Rows>>): readonly string[] {
  return Object.entries(files).flatMap(([file, rows], index) =>
    Object.entries(files)
      .slice(0, index)
      .flatMap(([earlier, others]) => meetingOf(file, rows, earlier, others) ?? []),
  );
}

function meetingOf(file: string, rows: Rows, earlier: string, others: Rows): string | undefined {
  const lines = new Map(others.map(({ line, value }) => [value.id, line]));
  const shared = rows.filter(({ value }) => lines.has(value.id));
  if (shared.length === 0) return undefined;
  const examples = shared
    .slice(0, EXAMPLES)
    .map(({ line, value }) => `${shown(value.id)} (${file}:${line} and ${earlier}:${lines.get(value.id) ?? ""})`);
  const rest = shared.length > EXAMPLES ? ` and ${count(shared.length - EXAMPLES)} more` : "";
  return `${counted(shared.length, "id")} of ${file} ${shared.length === 1 ? "is" : "are"} in ${earlier} too: ${examples.join(", ")}${rest}`;
}
