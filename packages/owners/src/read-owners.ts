import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ifThere } from "@dalmeum/files";
import ignore from "ignore";
import { type OwnerRule, parseOwners } from "./parse-owners.ts";

/** Whose what is. */
export interface Owners {
  /** Relative to the workspace root; where it would be, if there is none. */
  readonly file: string;
  /** Of the file; "" where there is none. */
  readonly text: string;
  readonly rules: readonly OwnerRule[];
  /**
   * The rule that counts for a path, which is the last that matches it.
   * @param path relative to the workspace root, with slashes; a folder's ends with one.
   */
  ruleOf(path: string): OwnerRule | undefined;
}

/** Where GitHub looks, in its order. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** The CODEOWNERS of a workspace. */
export function readOwners(root: string): Owners {
  for (const file of PLACES) {
    const text = ifThere(() => readFileSync(join(root, file), "utf8"));
    if (text !== undefined) return ownersIn(file, text);
  }
  return ownersIn(PLACES[0], "");
}

function ownersIn(file: string, text: string): Owners {
  const rules = parseOwners(text);
  const matchers = rules.map((rule) => ({ rule, matches: matcherOf(rule.pattern) }));
  return { file, text, rules, ruleOf: (path) => matchers.findLast(({ matches }) => matches(path))?.rule };
}

/** Patterns are those of .gitignore, but that `folder/*` means the files in it and none below. */
function matcherOf(pattern: string): (path: string) => boolean {
  const matcher = ignore({ ignorecase: false }).add(pattern);
  const depthOf = (path: string): number => path.replace(/^\//, "").split("/").length;
  const flat = pattern.endsWith("/*") && !pattern.includes("**");
  return (path) => matcher.ignores(path) && (!flat || depthOf(path) === depthOf(pattern));
}
