import { getKeys, KEYS } from "eslint-visitor-keys";
import type { BaseNode, Node, Program } from "estree";

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** @param path what is above the node, its parent last; it changes while the walk goes on. */
type Visit = (node: Node, path: readonly Node[]) => void;

export function walk(node: Node, visit: Visit, path: Node[] = []): void {
  visit(node, path);
  path.push(node);
  for (const key of KEYS[node.type] ?? getKeys(node)) {
    const value: unknown = Reflect.get(node, key);
    if (isNode(value)) walk(value, visit, path);
    else if (Array.isArray(value)) for (const child of value) if (isNode(child)) walk(child, visit, path);
  }
  path.pop();
}

export type Ranged = Pick<BaseNode, "type" | "range">;

/** Where a node starts and ends in its text. */
function rangeOf(node: Ranged): readonly [number, number] {
  if (node.range === undefined) throw new Error(`${node.type}: parsed without its range`);
  return node.range;
}

export function contains(outer: Ranged, inner: Ranged): boolean {
  const [start, end] = rangeOf(outer);
  const [from, to] = rangeOf(inner);
  return start <= from && to <= end;
}

/** A text that is written out; undefined for anything else. */
export function textOf(node: Node | undefined): string | undefined {
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node?.type !== "TemplateLiteral" || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** The name by which a property is read; undefined where it is computed. */
export function propertyName(key: Node, computed: boolean): string | undefined {
  if (!computed && key.type === "Identifier") return key.name;
  return textOf(key);
}

/** A name in an import or export, which may be written as a text. */
export function nameOf(node: Node): string {
  return node.type === "Identifier" ? node.name : (textOf(node) ?? "");
}

/** Of another module's names, the one that a specifier imports; `*` for all of them. */
export function importedName(specifier: Node): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : "*";
}

/** Which of a program's statements something stands in. */
export function statementFinder({ body }: Program): (node: Ranged) => Program["body"][number] | undefined {
  const ends = body.map((statement) => rangeOf(statement)[1]);
  return (node) => {
    const [start] = rangeOf(node);
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > start) high = middle;
      else low = middle + 1;
    }
    return body[low];
  };
}
