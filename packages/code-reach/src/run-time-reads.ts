import { isAbsolute } from "node:path";
import { generate } from "astring";
import type { Node } from "estree";
import { readEnvironment } from "./environment-reads.ts";
import { isCreateRequire, meaningOf, type Meanings } from "./meanings.ts";
import type { RunTimeReads } from "./module-parts.ts";
import type { Found, Use } from "./run-time-use.ts";
import { propertyName, textOf, walk } from "./tree.ts";

/** @returns what a piece reads, and texts in it that name files: what they name counts in their place. */
export function runTimeReads(piece: Node, meanings: Meanings): RunTimeReads & { readonly masked: ReadonlySet<Node> } {
  const [specifiers, files]: [string[], string[]] = [[], []];
  const [environment, problems] = [new Set<string>(), new Set<string>()];
  const masked = new Set<Node>();
  const found: Found = {
    specifier: (node) => {
      const text = textOf(node);
      if (node === undefined || text === undefined) return;
      specifiers.push(text);
      if (text.startsWith(".")) masked.add(node);
    },
    file: (parts) => {
      files.push(parts.map((part) => textOf(part) ?? "").join("/"));
      for (const part of parts) masked.add(part);
    },
    variable: (name) => environment.add(name),
    problem: (node, advice) => problems.add(`found ${shown(node ?? piece)}; ${advice}`),
  };
  walk(piece, (node, path) => {
    if (node.type === "ImportExpression") readSpecifier(node.source, node, found);
    else if (node.type === "MetaProperty" && node.meta.name === "import") readMeta(path.toReversed(), meanings, found);
    else if (node.type === "Identifier") {
      const use = useOf(node, path, meanings);
      if (use !== undefined) readName(use, meanings, found);
    }
  });
  return { specifiers, files, environment: [...environment], masked, problems: [...problems] };
}

const shown = (node: Node): string => {
  const text = generate(node).replaceAll(/\s+/g, " ");
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
};

/** A name; or the property of a whole module that is read by it. */
function useOf(node: Node, path: readonly Node[], meanings: Meanings): Use | undefined {
  const meaning = meanings.get(node);
  if (meaning === undefined) return undefined;
  let use: Use = { node, meaning, above: path.toReversed() };
  for (;;) {
    const [parent, ...above] = use.above;
    const isProperty = parent?.type === "MemberExpression" && parent.object === use.node;
    const ofProperty = isProperty ? meaningOf(parent, meanings) : undefined;
    if (parent === undefined || ofProperty === undefined) return use;
    use = { node: parent, meaning: ofProperty, above };
  }
}

const SPECIFIER = "write the module as a text, each in a call of its own where there are several";

function readSpecifier(argument: Node | undefined, call: Node, found: Found): void {
  if (textOf(argument) === undefined) found.problem(call, SPECIFIER);
  else found.specifier(argument);
}

const FILE =
  'write new URL("./file", import.meta.url) or join(import.meta.dirname, "file") with the file\'s name as a text';

const JOIN = /^node:path#(join|resolve)$/;

function readMeta(above: readonly Node[], meanings: Meanings, found: Found): void {
  const [member, user] = above;
  const name = member?.type === "MemberExpression" ? propertyName(member.property, member.computed) : undefined;
  if (name === "url" && user?.type === "NewExpression" && meaningOf(user.callee, meanings) === "global URL") {
    const [file, base] = user.arguments;
    const text = textOf(file);
    if (file !== undefined && base === member && text !== undefined && !/^([a-z]+:|\/)/i.test(text)) {
      found.file([file]);
      return;
    }
  }
  if (name === "url" && isCreateRequire(user, meanings)) return;
  if (name === "dirname" && user?.type === "CallExpression") {
    const [first, ...parts] = user.arguments;
    const isPath = JOIN.test(meaningOf(user.callee, meanings) ?? "");
    if (isPath && first === member && parts.length > 0 && parts.every((part) => textOf(part) !== undefined)) {
      found.file(parts);
      return;
    }
  }
  found.problem(user ?? member, FILE);
}

const REQUIRE = 'write createRequire(import.meta.url)("module") or .resolve("module") with the module as a text';

function readName(use: Use, meanings: Meanings, found: Found): void {
  const { meaning, node, above } = use;
  const [parent] = above;
  const call =
    (parent?.type === "CallExpression" || parent?.type === "NewExpression") && parent.callee === node
      ? parent
      : undefined;
  if (readEnvironment(use, found)) return;
  if (meaning === "node:module#createRequire") {
    const [argument] = call?.arguments ?? [];
    if (call === undefined || argument?.type !== "MemberExpression" || argument.object.type !== "MetaProperty")
      found.problem(parent, REQUIRE);
    else readRequire({ node: call, meaning: "require", above: above.slice(1) }, meanings, found);
  } else if (meaning === "require" || meaning === "global require" || meaning === "require.resolve")
    readRequire(use, meanings, found);
  else if (meaning === "global eval") found.problem(parent, "write the code itself");
  else if (meaning === "global Function" && call !== undefined) found.problem(call, "write the function itself");
  else if (call !== undefined && READERS.test(meaning)) {
    const [argument] = call.arguments;
    const path = textOf(argument) ?? (argument && /^text (.*)$/s.exec(meanings.get(argument) ?? "")?.[1]);
    if (path !== undefined && !isAbsolute(path)) found.problem(call, `that depends on where it is run; ${FILE}`);
  }
}

/** What takes the path of a file first. */
const READERS = /^node:(?:fs(?:\/promises)?#|worker_threads#Worker$|child_process#fork$)/;

/** `require("x")`, `require.resolve("x")`, `resolve("x")`, or the declaration that they follow from. */
function readRequire({ node, meaning, above }: Use, meanings: Meanings, found: Found): void {
  const [parent, grandparent] = above;
  if (parent?.type === "CallExpression" && parent.callee === node) {
    if (!isAddon(parent.arguments[0], meanings)) readSpecifier(parent.arguments[0], parent, found);
  } else if (
    meaning !== "require.resolve" &&
    parent?.type === "MemberExpression" &&
    propertyName(parent.property, parent.computed) === "resolve" &&
    grandparent?.type === "CallExpression"
  ) {
    readSpecifier(grandparent.arguments[0], grandparent, found);
  } else if (!isDeclared(node, above) && parent?.type !== "UnaryExpression") found.problem(parent, REQUIRE);
}

/** `join(folder, "x.node")`: a library, as those that koffi loads, and no code. */
function isAddon(path: Node | undefined, meanings: Meanings): boolean {
  if (path?.type !== "CallExpression" || !JOIN.test(meaningOf(path.callee, meanings) ?? "")) return false;
  return textOf(path.arguments.at(-1))?.endsWith(".node") ?? false;
}

/** Whether it is where `const require = ...` or `const { resolve } = ...` declares, in a form whose uses are known. */
function isDeclared(node: Node, [parent, grandparent]: readonly Node[]): boolean {
  if (parent?.type === "Property" && grandparent?.type === "ObjectPattern") return true;
  if (parent?.type !== "VariableDeclarator") return false;
  const { id } = parent;
  if (parent.id === node) return true;
  if (node.type !== "CallExpression") return false;
  if (id.type === "Identifier") return true;
  return (
    id.type === "ObjectPattern" &&
    id.properties.every((found) => found.type === "Property" && propertyName(found.key, found.computed) === "resolve")
  );
}
