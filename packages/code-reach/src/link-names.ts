import type { CodeModule, ImportedName, Piece } from "./code-module.ts";
import type { InstalledPackage, Resolved } from "./resolve-specifier.ts";

/** What a name, or a file that is read, leads to. */
export type Target =
  | { readonly kind: "piece"; readonly piece: Piece; readonly name: string }
  /** All of a module: its exports and what it does. */
  | { readonly kind: "module"; readonly module: CodeModule }
  | { readonly kind: "asset"; readonly path: string }
  /** A name of Node's own modules, or of a registry's package. */
  | { readonly kind: "outside"; readonly name: string; readonly package: InstalledPackage | undefined };

/** Where names lead, through however many imports and exports. */
export interface Linker {
  /** A name that a module declares or imports. */
  bind(module: CodeModule, name: string): Promise<Target>;
  /** A name that a module exports; undefined where it exports none such. */
  exportOf(module: CodeModule, name: string): Promise<Target | undefined>;
  /** All that a module exports, by name. */
  exportsOf(module: CodeModule): Promise<ReadonlyMap<string, Target>>;
  /** @throws Unresolved where it leads nowhere. */
  targetOf(resolved: Resolved): Promise<Target>;
}

/** Tells what was found and what to do. */
export class Unresolved extends Error {}

export interface LinkerTools {
  load(path: string): Promise<CodeModule>;
  resolve(specifier: string, module: CodeModule): Resolved;
  /** Is told each module through which a name leads. */
  passed(module: CodeModule): void;
}

export function createLinker({ load, resolve, passed }: LinkerTools): Linker {
  const targetOf = async (resolved: Resolved): Promise<Target> => {
    switch (resolved.kind) {
      case "problem":
        throw new Unresolved(resolved.problem);
      case "asset":
        return { kind: "asset", path: resolved.path };
      case "module":
        return { kind: "module", module: await load(resolved.path) };
      case "builtin":
        return { kind: "outside", name: resolved.specifier, package: undefined };
      case "registry":
        return { kind: "outside", name: `package:${resolved.specifier}`, package: resolved.package };
    }
  };
  const follow = async (from: CodeModule, { source, imported }: ImportedName): Promise<Target> => {
    const target = await targetOf(resolve(source, from));
    if (target.kind === "outside") return { ...target, name: `${target.name}#${imported}` };
    if (target.kind !== "module" || imported === "*" || target.module.path.endsWith(".cjs")) return target;
    const found = await exportOf(target.module, imported);
    if (found === undefined) throw new Unresolved(`"${source}" exports no "${imported}"; correct the name`);
    return found;
  };
  const bind = (module: CodeModule, name: string): Promise<Target> => {
    const piece = module.declared.get(name);
    if (piece !== undefined) return Promise.resolve({ kind: "piece", piece, name });
    const imported = module.imports.get(name);
    if (imported === undefined) throw new Unresolved(`"${name}" is exported and not declared`);
    return follow(module, imported);
  };
  const exportOf = async (
    module: CodeModule,
    name: string,
    seen = new Set<CodeModule>(),
  ): Promise<Target | undefined> => {
    if (seen.has(module)) return undefined;
    seen.add(module);
    passed(module);
    const own = module.exports.get(name);
    if (own !== undefined) return typeof own === "string" ? bind(module, own) : follow(module, own);
    if (name === "default") return undefined;
    for (const source of module.stars) {
      const star = await targetOf(resolve(source, module));
      const found = star.kind === "module" ? await exportOf(star.module, name, seen) : undefined;
      if (found !== undefined) return found;
    }
    // What another package's star holds is not known here.
    const [outside] = await outsideStars(module);
    return outside && { ...outside, name: `${outside.name}#${name}` };
  };
  const outsideStars = async (module: CodeModule): Promise<readonly (Target & { kind: "outside" })[]> => {
    const stars = await Promise.all(module.stars.map((source) => targetOf(resolve(source, module))));
    return stars.filter((star) => star.kind === "outside");
  };
  const exportsOf = async (module: CodeModule, seen = new Set<CodeModule>()): Promise<ReadonlyMap<string, Target>> => {
    const found = new Map<string, Target>();
    if (seen.has(module)) return found;
    seen.add(module);
    passed(module);
    for (const source of module.stars) {
      const star = await targetOf(resolve(source, module));
      if (star.kind === "outside") found.set(`* of ${star.name}`, { ...star, name: `${star.name}#*` });
      if (star.kind !== "module") continue;
      for (const [name, target] of await exportsOf(star.module, seen)) if (name !== "default") found.set(name, target);
    }
    for (const [name, own] of module.exports) {
      found.set(name, await (typeof own === "string" ? bind(module, own) : follow(module, own)));
    }
    return found;
  };
  return {
    bind,
    exportOf: (module, name) => exportOf(module, name),
    exportsOf: (module) => exportsOf(module),
    targetOf,
  };
}
