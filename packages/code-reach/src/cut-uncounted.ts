import type { Node } from "estree";
import type { Variable } from "eslint-scope";
import type { ParsedSource } from "./parse-source.ts";
import type { ForPeople, Uncounted } from "./reach-settings.ts";
import { importedName, propertyName, walk } from "./tree.ts";

export interface Cuts {
  /** For an entry file. */
  readonly uncounted: Uncounted | undefined;
  readonly forPeople: ForPeople | undefined;
  /** Name of the package that the file belongs to. */
  readonly packageName: string | undefined;
}

/**
 * Cut what does not count out of a tree.
 * @returns what was cut; references in it do not count either.
 */
export function cutUncounted(
  { program, scopes }: ParsedSource,
  { uncounted, forPeople, packageName }: Cuts,
): readonly Node[] {
  if (uncounted === undefined && forPeople === undefined) return [];
  const cut: Node[] = [];
  const callees = new Map<object, Variable>();
  const variables = scopes.globalScope?.childScopes[0]?.variables ?? [];
  for (const variable of variables) for (const { identifier } of variable.references) callees.set(identifier, variable);
  walk(program, (node) => {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
    const variable = callees.get(node.callee);
    if (variable === undefined) return;
    if (forPeople !== undefined && isForPeople(variable, forPeople, packageName)) {
      cut.push(...node.arguments.splice(0));
    }
    const [first] = node.arguments;
    if (uncounted?.calls.includes(calledName(variable)) === true && first?.type === "ObjectExpression") {
      const dropped = first.properties.filter(
        (property) =>
          property.type === "Property" &&
          uncounted.properties.includes(propertyName(property.key, property.computed) ?? ""),
      );
      first.properties = first.properties.filter((property) => !dropped.includes(property));
      cut.push(...dropped);
    }
  });
  return cut;
}

/** Imported from that package, or by a relative path inside of it, or declared there. */
function isForPeople(
  variable: Variable,
  { package: name, names }: ForPeople,
  packageName: string | undefined,
): boolean {
  if (!names.includes(calledName(variable))) return false;
  const source = sourceOf(variable);
  return source === name || (packageName === name && (source === undefined || source.startsWith(".")));
}

function calledName(variable: Variable): string {
  const [definition] = variable.defs;
  return definition?.type === "ImportBinding" ? importedName(definition.node) : variable.name;
}

function sourceOf(variable: Variable): string | undefined {
  const [definition] = variable.defs;
  return definition?.type === "ImportBinding" ? String(definition.parent.source.value) : undefined;
}
