import type { Point } from "../workspace/read-workspace.ts";
import type { ModulesOf } from "../workspace/modules-of.ts";
import { findModules, type FoundModule, KIND_OF } from "./find-modules.ts";

/** Every module that a package has or an experiment uses, by kind and name; one that no package has is an experiment's own. */
export function allModules(root: string, points: readonly Point[], modulesOf: ModulesOf): readonly FoundModule[] {
  const found = findModules(root);
  const known = new Set(found.map(({ name }) => name));
  const others = new Map<string, FoundModule>();
  for (const { name, part } of points.flatMap(modulesOf)) {
    if (!known.has(name)) others.set(name, { name, kind: KIND_OF[part], file: null });
  }
  return [...found, ...others.values()].toSorted((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1));
}
