import type { RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Of a page what both of its languages have: where it stands, and what it has to be in the other one. */
export interface Part {
  readonly line: number;
  readonly what: string;
}

/** Headings by level, code but for its words, lists and tables by their length. */
export function outlineOf(markdown: string): readonly Part[] {
  const { children } = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return children.flatMap(partsOf);
}

function partsOf(node: RootContent): readonly Part[] {
  const line = node.position?.start.line ?? 1;
  if (node.type === "heading") return [{ line, what: `a heading of level ${node.depth}` }];
  if (node.type === "table") return [{ line, what: `a table of ${node.children.length - 1} rows` }];
  // A block without a language holds a formula, a diagram or what a command says.
  if (node.type === "code") {
    return node.lang ? linesOf(node.lang, node.value, line) : [{ line, what: "a block without a language" }];
  }
  if (node.type !== "list") return [];
  const items = node.children.flatMap(({ children }) => children.flatMap(partsOf));
  return [{ line, what: `a list of ${node.children.length}` }, ...items];
}

const linesOf = (language: string, code: string, line: number): readonly Part[] =>
  code
    .split("\n")
    .map((text, index) => ({ line: line + 1 + index, text: withoutWords(text) }))
    .filter(({ text }) => text !== "")
    .map(({ line, text }) => ({ line, what: `${language}: ${text}` }));

/** A line of code without what is said in a language: comments, quoted text, names of places to fill in. */
const withoutWords = (text: string): string =>
  text
    .replace(/(^|\s)(#|\/\/).*$|^\s*\/?\*.*$/, "")
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/<[^<>]*>/g, "<>")
    .trim();
