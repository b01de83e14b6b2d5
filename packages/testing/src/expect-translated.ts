import { expect } from "vitest";

/**
 * Holds a page in Korean against the same one in English: no English word is left but names, and every number is there.
 * @param names what stays as it is: of experiments, files, sources, statistics.
 */
export function expectTranslated(korean: string, english: string, names: readonly string[]): void {
  const known = new Set(names);
  const left = textsOf(korean).filter((text) => wordsOf(text).some((word) => !known.has(word)));
  expect(left).toEqual([]);
  expect(numbersOf(korean)).toEqual(numbersOf(english));
}

/** What a page shows, without its looks. */
const textsOf = (page: string): readonly string[] =>
  page
    .replace(/<style>.*?<\/style>|&#x\w+;/gs, " ")
    .split(/<[^>]*>/)
    .filter((text) => text.trim() !== "");

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z]+(?:-[A-Za-z]+)*/g) ?? [];

/** Sorted: languages order them differently. */
const numbersOf = (page: string): readonly string[] =>
  textsOf(page)
    .flatMap((text) => text.match(/\d+(?:[.,]\d+)*/g) ?? [])
    .toSorted();
