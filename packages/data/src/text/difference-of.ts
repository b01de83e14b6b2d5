/** What two sentences differ in: nothing, white space alone, punctuation (and white space) alone, or words. */
export type SentenceDifference = "nothing" | "spaces" | "punctuation" | "words";

export function differenceOf(first: string, second: string): SentenceDifference {
  if (first === second) return "nothing";
  if (withoutSpaces(first) === withoutSpaces(second)) return "spaces";
  return withoutMarks(first) === withoutMarks(second) ? "punctuation" : "words";
}

const withoutSpaces = (text: string): string => text.replace(/\s+/gu, "");
const withoutMarks = (text: string): string => withoutSpaces(text).replace(/\p{P}+/gu, "");
