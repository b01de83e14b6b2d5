import { isPlaceholder, type OwnerRule, readOwners } from "@dalmeum/owners";

/** Whose what is. */
export interface Ownership {
  readonly rules: readonly OwnerRule[];
  /** Who owns a path by a rule of its own; nobody where only the rule for everything matches, or a placeholder stands. */
  ownersOf(path: string): readonly string[];
}

export function readOwnership(root: string): Ownership {
  const { rules, ruleOf } = readOwners(root);
  const own = rules.filter(({ pattern }) => pattern !== "*");
  return {
    rules: own,
    ownersOf: (path) => {
      const rule = ruleOf(path);
      return rule === undefined || rule.pattern === "*" ? [] : rule.owners.filter((owner) => !isPlaceholder(owner));
    },
  };
}
