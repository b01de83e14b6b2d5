import type { Node } from "estree";
import type { Found, Use } from "./run-time-use.ts";
import { propertyName, textOf } from "./tree.ts";

const VARIABLE = "write process.env.NAME, with the variable's name";
const PROCESS = "write process.<name> with the name of what is used of it";

/**
 * Read a use of process or process.env.
 * @returns whether it is one.
 */
export function readEnvironment({ node, meaning, above }: Use, found: Found): boolean {
  const [parent, ...rest] = above;
  if (meaning === "global globalThis" || meaning === "global global") {
    const name = parent?.type === "MemberExpression" ? propertyName(parent.property, parent.computed) : undefined;
    if (["process", "eval", "Function", "require"].includes(name ?? ""))
      found.problem(parent, `write ${name ?? ""} alone`);
  } else if (meaning === "node:process#env") readVariables(node, above, found);
  else if (meaning === "node:process#dlopen") found.problem(parent, DLOPEN);
  else if (meaning === "global process" || /^node:process#(default|\*)$/.test(meaning)) {
    const name = parent?.type === "MemberExpression" ? propertyName(parent.property, parent.computed) : undefined;
    if (parent !== undefined && name === "env") readVariables(parent, rest, found);
    else if (name === "dlopen") found.problem(parent, DLOPEN);
    else if (name === undefined && !takesKnown(node, parent)) found.problem(parent, PROCESS);
  } else return false;
  return true;
}

const DLOPEN = "what it loads cannot be followed; load it in a package of its own";

/** `const { platform } = process`: anything but the environment. */
function takesKnown(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === "UnaryExpression") return true;
  const names = parent?.type === "VariableDeclarator" && parent.init === node ? namesTaken(parent.id) : undefined;
  return names?.every((name) => name !== "env" && name !== "dlopen") ?? false;
}

/** @param node process.env. */
function readVariables(node: Node, [parent, grandparent]: readonly Node[], found: Found): void {
  if (parent?.type === "MemberExpression" && parent.object === node) {
    const name = propertyName(parent.property, parent.computed);
    if (name === undefined) found.problem(parent, VARIABLE);
    else if (!isWritten(parent, grandparent)) found.variable(name);
    return;
  }
  if (parent?.type === "BinaryExpression" && parent.operator === "in" && parent.right === node) {
    const name = textOf(parent.left);
    if (name !== undefined) {
      found.variable(name);
      return;
    }
  }
  const names = parent?.type === "VariableDeclarator" && parent.init === node ? namesTaken(parent.id) : undefined;
  if (names === undefined) found.problem(parent, VARIABLE);
  for (const name of names ?? []) found.variable(name);
}

/** Set for others, or removed, and not read. */
const isWritten = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === "AssignmentExpression" && parent.operator === "=" && parent.left === node) ||
  (parent?.type === "UnaryExpression" && parent.operator === "delete");

/** What `const { A, B: b } = ...` takes; undefined where it may be anything. */
function namesTaken(id: Node): readonly string[] | undefined {
  if (id.type !== "ObjectPattern") return undefined;
  const names = id.properties.map((property) =>
    property.type === "Property" ? propertyName(property.key, property.computed) : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}
