import type { Node, ObjectExpression } from "estree";
import type { Variable } from "eslint-scope";
import type { ParsedSource } from "./parse-source.ts";
import type { ForPeople, Uncounted } from "./reach-settings.ts";
import { importedName, propertyName, type Ranged, statementFinder, walk } from "./tree.ts";

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
  const variables = scopes.globalScope?.childScopes[0]?.variables ?? [];
  const calleesOf = (isCut: (variable: Variable) => boolean): ReadonlySet<Ranged> =>
    new Set(variables.filter(isCut).flatMap(({ references }) => references.map(({ identifier }) => identifier)));
  const people = calleesOf((variable) => forPeople !== undefined && isForPeople(variable, forPeople, packageName));
  const partly = calleesOf((variable) => uncounted?.calls.includes(calledName(variable)) === true);
  const cut: Node[] = [];
  const find = statementFinder(program);
  for (const statement of new Set([...people, ...partly].map(find))) {
    if (statement === undefined) continue;
    walk(statement, (node) => {
      if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
      if (people.has(node.callee)) cut.push(...node.arguments.splice(0));
      const [first] = node.arguments;
      if (!partly.has(node.callee) || first?.type !== "ObjectExpression") return;
      const counted: ObjectExpression["properties"] = [];
      for (const property of first.properties) {
        const name = property.type === "Property" ? propertyName(property.key, property.computed) : undefined;
        if (name !== undefined && uncounted?.properties.includes(name) === true) cut.push(property);
        else counted.push(property);
      }
      first.properties = counted;
    });
  }
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
