import type { AddedToken } from "./added-token.ts";

/** A piece of a text: text still, or the id of an added token. */
export type Section = string | number;

const WORD = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200C\\u200D]";
const ENDS_IN_WORD = new RegExp(`${WORD}$`, "u");
const BEGINS_WITH_WORD = new RegExp(`^${WORD}`, "u");
const SPACE = /^\p{White_Space}$/u;

/**
 * What splits a text at added tokens: from the left, of those that begin at a place the longest.
 * @param spelling of a token in the texts that come.
 * @see tokenizers 0.23.3, added_vocabulary.rs, `find_matches`
 */
export function addedTokenFinder(
  tokens: readonly AddedToken[],
  spelling: (token: AddedToken) => string,
): (text: string) => readonly Section[] {
  const byFirst = spellingsByFirst(tokens, spelling);
  return (text) => {
    const sections: Section[] = [];
    let taken = 0;
    for (let at = 0; at < text.length; at++) {
      const found = byFirst.get(text[at] ?? "")?.find(({ spelled }) => text.startsWith(spelled, at));
      if (found === undefined) continue;
      const { token, spelled } = found;
      const end = at + spelled.length;
      if (!token.single_word || standsAlone(text, at, end)) {
        const begin = token.lstrip ? Math.max(taken, spaceBefore(text, at)) : at;
        if (taken < begin) sections.push(text.slice(taken, begin));
        sections.push(token.id);
        taken = token.rstrip ? spaceBehind(text, end) : end;
      }
      at = end - 1;
    }
    if (taken < text.length) sections.push(text.slice(taken));
    return sections;
  };
}

interface Spelling {
  readonly token: AddedToken;
  readonly spelled: string;
}

/** By their first code unit, the longest first. */
function spellingsByFirst(
  tokens: readonly AddedToken[],
  spelling: (token: AddedToken) => string,
): ReadonlyMap<string, readonly Spelling[]> {
  const spellings = tokens
    .map((token) => ({ token, spelled: spelling(token) }))
    .filter(({ spelled }) => spelled !== "")
    .toSorted((a, b) => b.spelled.length - a.spelled.length);
  const byFirst = new Map<string, Spelling[]>();
  for (const one of spellings) {
    const first = one.spelled[0] ?? "";
    const others = byFirst.get(first);
    if (others) others.push(one);
    else byFirst.set(first, [one]);
  }
  return byFirst;
}

function standsAlone(text: string, begin: number, end: number): boolean {
  // Two code units hold the character beside it.
  return (
    !ENDS_IN_WORD.test(text.slice(Math.max(0, begin - 2), begin)) && !BEGINS_WITH_WORD.test(text.slice(end, end + 2))
  );
}

function spaceBefore(text: string, end: number): number {
  let begin = end;
  while (begin > 0 && SPACE.test(text[begin - 1] ?? "")) begin--;
  return begin;
}

function spaceBehind(text: string, begin: number): number {
  let end = begin;
  while (end < text.length && SPACE.test(text[end] ?? "")) end++;
  return end;
}
