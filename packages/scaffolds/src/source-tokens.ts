import { UserError } from "@dalmeum/contracts";
import { tokenizer, type TokenType, tokTypes } from "acorn";

interface Token {
  readonly type: TokenType;
  /** As it is written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Tokens and not a tree: TypeScript's types are tokens too, which acorn's parser does not know. */
function tokensOf(source: string): readonly Token[] {
  try {
    return Array.from(tokenizer(source, { ecmaVersion: "latest", sourceType: "module" }), ({ type, start, end }) => {
      return { type, text: source.slice(start, end), start, end };
    });
  } catch (cause) {
    throw new UserError(`experiment.ts cannot be read as code: ${String(cause)}; copy another experiment`, { cause });
  }
}

/** A part of a text: from, and up to. */
export type Range = readonly [start: number, end: number];

/** The property of an object literal, as `name: value`; undefined where there is none, or it is written otherwise. */
export function propertyRange(source: string, name: string): Range | undefined {
  const tokens = tokensOf(source);
  const place = tokens.findIndex(
    ({ text }, index) => text === name && tokens[index + 1]?.type === tokTypes.colon && opens(tokens[index - 1]),
  );
  const [key] = tokens.slice(place);
  if (place < 0 || key === undefined) return undefined;
  let depth = 0;
  let end = key.end;
  for (const token of tokens.slice(place + 2)) {
    if (depth === 0 && (token.type === tokTypes.comma || CLOSING.has(token.type))) return [key.start, end];
    if (OPENING.has(token.type)) depth++;
    else if (CLOSING.has(token.type)) depth--;
    end = token.end;
  }
  return undefined;
}

/** The same with its comma, and with the comments above it. */
export function wholePropertyRange(source: string, name: string): Range | undefined {
  const range = propertyRange(source, name);
  if (range === undefined) return undefined;
  const [start, end] = range;
  const before = tokensOf(source).findLast((token) => token.end <= start);
  const after = tokensOf(source).find((token) => token.start >= end);
  return [before?.end ?? start, after?.type === tokTypes.comma ? after.end : end];
}

/** Where the first property stands of what a `define...({` is given. */
export function definitionStart(source: string): number | undefined {
  const tokens = tokensOf(source);
  const place = tokens.findIndex(
    ({ text }, index) => /^define[A-Z]/.test(text) && tokens[index + 2]?.type === tokTypes.braceL,
  );
  return place < 0 ? undefined : tokens[place + 3]?.start;
}

/** Strings that begin so, each where it stands with its quotes. */
export function stringRanges(source: string, beginning: string): readonly { text: string; range: Range }[] {
  return tokensOf(source)
    .filter(({ type, text }) => type === tokTypes.string && text.startsWith(beginning, 1))
    .map(({ text, start, end }) => ({ text: text.slice(1, -1), range: [start, end] }));
}

/** The text with parts replaced, which do not overlap. */
export function replaceRanges(source: string, replacements: readonly { range: Range; text: string }[]): string {
  return replacements
    .toSorted((a, b) => b.range[0] - a.range[0])
    .reduce((text, { range: [start, end], text: put }) => text.slice(0, start) + put + text.slice(end), source);
}

const { braceL, bracketL, parenL, dollarBraceL, braceR, bracketR, parenR } = tokTypes;
const OPENING = new Set([braceL, bracketL, parenL, dollarBraceL]);
const CLOSING = new Set([braceR, bracketR, parenR]);

/** Whether a property may follow. */
const opens = (token: Token | undefined): boolean => token?.type === tokTypes.braceL || token?.type === tokTypes.comma;
