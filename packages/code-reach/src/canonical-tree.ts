import type { Literal, Node } from "estree";
import { isNode, propertyName, textOf } from "./tree.ts";

/** Positions, spelling of the same value, and what is told by other fields. */
const IGNORED = new Set(["type", "start", "end", "loc", "range", "raw", "shorthand", "directive"]);

/**
 * A tree as text, the same for code that differs only in how it is written or in who printed it.
 * @param masked texts that name a file of the workspace: the file's content counts in their place.
 * @param locals what declares each name that is not the module's: such names are numbered, since esbuild gives one that
 * something else in the module bears another.
 */
export function canonicalTree(node: Node, masked: ReadonlySet<Node>, locals: ReadonlyMap<object, unknown>): string {
  const numbers = new Map<unknown, number>();
  const numberOf = (local: unknown): string => {
    const number = numbers.get(local) ?? numbers.size;
    numbers.set(local, number);
    return `#${number}`;
  };
  const print = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.filter(counts).map(print).join(",")}]`;
    if (isNode(value)) return printNode(value);
    return JSON.stringify(value);
  };
  const printNode = (node: Node): string => {
    if (masked.has(node)) return "<file>";
    const text = foldedText(node);
    if (text !== undefined) return JSON.stringify(text);
    if (node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration")
      return print(node.declaration);
    if (node.type === "Identifier" && locals.has(node)) return numberOf(locals.get(node));
    if (node.type === "Literal") return literal(node);
    if (node.type === "TemplateElement") return print(node.value.cooked);
    if (node.type === "TaggedTemplateExpression") {
      // Only a tag sees how its text is written.
      return `{Tagged:${print(node.tag)},${JSON.stringify(node.quasi.quasis.map(({ value }) => value.raw))},${print(node.quasi)}}`;
    }
    return `{${node.type}${fieldsOf(node, print)}}`;
  };
  return print(node);
}

/** `return null` is not `return`, and numbers may be infinite. */
function literal(node: Literal): string {
  if ("regex" in node) return JSON.stringify(node.regex);
  return typeof node.value === "bigint" ? `${node.value}n` : `=${String(node.value)}`;
}

function fieldsOf(node: Node, print: (value: unknown) => string): string {
  const named = "key" in node && "computed" in node && !node.computed ? propertyName(node.key, false) : undefined;
  let fields = "";
  // In an order that the parser does not choose.
  for (const name of Object.keys(node).sort()) {
    if (IGNORED.has(name)) continue;
    if (named !== undefined && (name === "computed" || name === "key")) continue;
    const value: unknown = Reflect.get(node, name);
    if (value !== undefined) fields += `,${name}:${print(value)}`;
  }
  // { "a": 1 } and { a: 1 } are one.
  return named === undefined ? fields : `${fields},named:${JSON.stringify(named)}`;
}

const counts = (value: unknown): boolean => !(isNode(value) && value.type === "EmptyStatement");

/** One bundler joins texts that another leaves apart. */
function foldedText(node: Node): string | undefined {
  if (node.type !== "BinaryExpression" || node.operator !== "+") return textOf(node);
  const [left, right] = [foldedText(node.left), foldedText(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}
