import { isBuiltin } from "node:module";
import type { ScopeManager, Variable } from "eslint-scope";
import type { Node } from "estree";
import { importedName, propertyName, type Ranged, textOf } from "./tree.ts";

/** What names mean that code reads files and the environment with, e.g. `global process`, `node:path#join`, `require`, `text x`. */
export type Meanings = ReadonlyMap<Ranged, string>;

const GLOBALS = ["process", "globalThis", "global", "require", "eval", "Function", "URL"];

export function meaningsOf(scopes: ScopeManager): Meanings {
  const meanings = new Map<Ranged, string>();
  const variables = scopes.scopes.flatMap((scope) => scope.variables);
  const give = ({ references }: Variable, meaning: string): void => {
    for (const { identifier } of references) meanings.set(identifier, meaning);
  };
  for (const { identifier } of scopes.globalScope?.through ?? []) {
    if (GLOBALS.includes(identifier.name)) meanings.set(identifier, `global ${identifier.name}`);
  }
  for (const variable of variables) {
    const [definition] = variable.defs;
    if (definition?.type === "ImportBinding") {
      const source = String(definition.parent.source.value);
      if (isBuiltin(source)) give(variable, `node:${source.replace(/^node:/, "")}#${importedName(definition.node)}`);
    }
  }
  // After these, since they tell what createRequire is.
  for (const variable of variables) {
    const [definition] = variable.defs;
    if (definition?.type !== "Variable") continue;
    const { id, init } = definition.node;
    const role = isCreateRequire(init, meanings) ? roleOf(id, variable) : undefined;
    const text = id.type === "Identifier" && definition.parent.kind === "const" ? textOf(init ?? undefined) : undefined;
    if (role !== undefined) give(variable, role);
    else if (text !== undefined) give(variable, `text ${text}`);
  }
  return meanings;
}

/** What a callee or an object means: a name, or a property of an imported module. */
export function meaningOf(node: Node, meanings: Meanings): string | undefined {
  if (node.type !== "MemberExpression") return meanings.get(node);
  const [, module] = /^(.*)#(?:default|\*)$/.exec(meaningOf(node.object, meanings) ?? "") ?? [];
  const name = propertyName(node.property, node.computed);
  if (module === undefined || name === undefined) return undefined;
  return name === "promises" && module === "node:fs" ? "node:fs/promises#*" : `${module}#${name}`;
}

export const isCreateRequire = (node: Node | null | undefined, meanings: Meanings): boolean =>
  node?.type === "CallExpression" && meaningOf(node.callee, meanings) === "node:module#createRequire";

function roleOf(id: Node, { name }: Variable): string | undefined {
  if (id.type === "Identifier") return "require";
  if (id.type !== "ObjectPattern") return undefined;
  const property = id.properties.find(
    (found) => found.type === "Property" && found.value.type === "Identifier" && found.value.name === name,
  );
  return property?.type === "Property" && propertyName(property.key, property.computed) === "resolve"
    ? "require.resolve"
    : undefined;
}
