import type { Node } from "estree";
import { isNode, propertyName, textOf } from "./tree.ts";

/** Positions, spelling of the same value, and what is told by other fields. */
const IGNORED = new Set(["type", "start", "end", "loc", "range", "raw", "shorthand", "directive"]);

/**
 * A tree as text, the same for code that differs only in how it is written or in who printed it.
 * @param masked texts that name a file of the workspace: the file's content counts in their place.
 */
export function canonicalTree(node: Node, masked: ReadonlySet<Node>): string {
  const print = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.filter(counts).map(print).join()}]`;
    if (isNode(value)) return printNode(value);
    if (typeof value === "bigint") return `${value}n`;
    // What else is an object holds plain values: the cooked text of a template, a regular expression.
    return JSON.stringify(value) ?? "";
  };
  const printNode = (node: Node): string => {
    if (masked.has(node)) return "<file>";
    const text = foldedText(node);
    if (text !== undefined) return JSON.stringify(text);
    switch (node.type) {
      case "ExportNamedDeclaration":
        return print(node.declaration);
      case "ExportDefaultDeclaration":
        return print(node.declaration);
      case "Literal":
        return "regex" in node ? JSON.stringify(node.regex) : print(node.value);
      case "TaggedTemplateExpression":
        return `{Tagged:${print(node.tag)},${JSON.stringify(node.quasi.quasis.map(({ value }) => value.raw))},${print(node.quasi)}}`;
      case "TemplateElement":
        return print(node.value.cooked);
      default:
        return `{${node.type}${fieldsOf(node, print)}}`;
    }
  };
  return print(node);
}

function fieldsOf(node: Node, print: (value: unknown) => string): string {
  const fields: readonly (readonly [string, unknown])[] = Object.entries(node);
  const named = "key" in node && "computed" in node ? propertyName(node.key, node.computed) : undefined;
  return fields
    .flatMap(([name, value]) => {
      if (IGNORED.has(name) || value === undefined) return [];
      // { "a": 1 }, { ["a"]: 1 } and { a: 1 } are one.
      if (named !== undefined && name === "computed") return [];
      return [`,${name}:${named !== undefined && name === "key" ? JSON.stringify(named) : print(value)}`];
    })
    .sort()
    .join("");
}

const counts = (value: unknown): boolean => !(isNode(value) && value.type === "EmptyStatement");

/** One bundler joins texts that another leaves apart. */
function foldedText(node: Node): string | undefined {
  if (node.type !== "BinaryExpression" || node.operator !== "+") return textOf(node);
  const [left, right] = [foldedText(node.left), foldedText(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}
