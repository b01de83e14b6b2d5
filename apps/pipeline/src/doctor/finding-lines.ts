import { counted } from "@dalmeum/contracts";
import { padded, wrapped } from "@dalmeum/reports/text";
import stringWidth from "string-width";
import type { Finding } from "./finding.ts";

/** Of what stands before each. */
const LABEL_COLUMNS = 9;

/**
 * What the doctor found, for people: problems one by one, the rest folded, and at the end what it comes to.
 * @param columns that a line may have.
 */
export function findingLines(findings: readonly Finding[], columns: number): readonly string[] {
  const problems = findings.filter(({ ok }) => !ok);
  const none = findings.filter((finding) => finding.none);
  const fine = findings.filter(({ ok, none: isNone = false }) => ok && !isNone);
  return [
    ...problemLines(problems),
    ...folded(
      "none yet",
      none.map(({ what }) => what),
      columns,
    ),
    ...folded(
      "ok",
      fine.map(({ what, found }) => `${what} ${found}`),
      columns,
    ),
    "",
    summary(findings.length, problems),
  ];
}

function summary(checks: number, problems: readonly Finding[]): string {
  if (problems.length === 0) return `${counted(checks, "check")}: all fine`;
  const asked = `${counted(checks, "check")}: ${problems.length} to look at, above`;
  return problems.some(({ required }) => required) ? asked : `${asked}; training works without them`;
}

function problemLines(problems: readonly Finding[]): readonly string[] {
  const columns = Math.max(...problems.map(({ what }) => stringWidth(what)));
  return problems.flatMap(({ stale = false, what, found, advice }) => [
    `${padded(stale ? "stale" : "missing", LABEL_COLUMNS)}${padded(what, columns)}  ${found}`,
    ...(advice === undefined ? [] : [`  -> ${advice}`]),
  ]);
}

function folded(label: string, items: readonly string[], columns: number): readonly string[] {
  if (items.length === 0) return [];
  const [first = "", ...others] = wrapped(items.join(" | "), columns - LABEL_COLUMNS);
  return [padded(label, LABEL_COLUMNS) + first, ...others.map((line) => padded("", LABEL_COLUMNS) + line)];
}
