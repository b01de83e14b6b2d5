import { parseOwners } from "./parse-owners.ts";

/**
 * The text of CODEOWNERS with a rule for a path: in place of the one that it has, else sorted in, so that it counts after
 * those of the folders above, and two teammates' new lines seldom meet.
 */
export function withOwners(text: string, pattern: string, owners: readonly string[]): string {
  const rules = parseOwners(text);
  const before = rules.findLast((rule) => rule.pattern <= pattern);
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const shown = before && lines[before.line - 1];
  const column = shown?.indexOf(before?.owners[0] ?? "") ?? 0;
  const line = [pattern.padEnd(column - 1), ...owners].join(" ");
  const place = before?.line ?? (rules[0] === undefined ? lines.length : rules[0].line - 1);
  const replaced = before?.pattern === pattern ? 1 : 0;
  lines.splice(place - replaced, replaced, line);
  return `${lines.join("\n")}\n`;
}
