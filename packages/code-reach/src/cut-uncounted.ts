import type { Node, ObjectExpression, Statement } from "estree";
import type { Variable } from "eslint-scope";
import type { ParsedSource } from "./parse-source.ts";
import type { PackageFunctions, Uncounted } from "./reach-settings.ts";
import { importedName, propertyName, type Ranged, statementFinder, walk } from "./tree.ts";

export interface Cuts {
  /** For an entry file. */
  readonly uncounted: Uncounted | undefined;
  readonly forPeople: PackageFunctions | undefined;
  readonly refusals: PackageFunctions | undefined;
  /** Name of the package that the file belongs to. */
  readonly packageName: string | undefined;
}

/**
 * Cut what does not count out of a tree.
 * @returns what was cut; references in it do not count either.
 */
export function cutUncounted(
  { program, scopes }: ParsedSource,
  { uncounted, forPeople, refusals, packageName }: Cuts,
): readonly Node[] {
  const variables = scopes.globalScope?.childScopes[0]?.variables ?? [];
  const calleesOf = (isCut: (variable: Variable) => boolean): ReadonlySet<Ranged> =>
    new Set(variables.filter(isCut).flatMap(({ references }) => references.map(({ identifier }) => identifier)));
  const people = calleesOf((variable) => isOneOf(variable, forPeople, packageName));
  const refused = calleesOf((variable) => isOneOf(variable, refusals, packageName));
  const refuses = (statement: Statement): boolean =>
    statement.type === "ExpressionStatement" &&
    statement.expression.type === "CallExpression" &&
    refused.has(statement.expression.callee);
  const partly = calleesOf((variable) => uncounted?.calls.includes(calledName(variable)) === true);
  const cut: Node[] = [];
  const find = statementFinder(program);
  for (const statement of new Set([...people, ...refused, ...partly].map(find))) {
    if (statement === undefined) continue;
    walk(statement, (node) => {
      if (node.type === "BlockStatement") {
        cut.push(...node.body.filter(refuses));
        node.body = node.body.filter((each) => !refuses(each));
      }
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
function isOneOf(
  variable: Variable,
  functions: PackageFunctions | undefined,
  packageName: string | undefined,
): boolean {
  if (functions?.names.includes(calledName(variable)) !== true) return false;
  const source = sourceOf(variable);
  const isInside = packageName === functions.package && (source === undefined || source.startsWith("."));
  return source === functions.package || isInside;
}

function calledName(variable: Variable): string {
  const [definition] = variable.defs;
  return definition?.type === "ImportBinding" ? importedName(definition.node) : variable.name;
}

function sourceOf(variable: Variable): string | undefined {
  const [definition] = variable.defs;
  return definition?.type === "ImportBinding" ? String(definition.parent.source.value) : undefined;
}
