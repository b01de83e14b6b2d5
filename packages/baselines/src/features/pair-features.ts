import { distance } from "fastest-levenshtein";
import type { SentencePair } from "@dalmeum/contracts";
import { cosine, countsOf, dice, ngrams } from "./counts.ts";
import { inverseDocumentFrequency } from "./inverse-document-frequency.ts";
import { type SentenceText, sentenceText } from "./sentence-text.ts";

type Feature = (a: SentenceText, b: SentenceText) => number;

/** What two sentences have in common, by name; 0 nothing, 1 all. Each is the same with the sentences swapped. */
export type PairFeatures = Readonly<Record<string, number>>;

/** Features that need to know which pieces of text are rare. */
export function fitPairFeatures(pairs: readonly SentencePair[]): (pair: SentencePair) => PairFeatures {
  const sentences = pairs.flatMap(({ sentence1, sentence2 }) => [sentenceText(sentence1), sentenceText(sentence2)]);
  const rarity = (pieces: (text: SentenceText) => readonly string[]): Feature => {
    const weigh = inverseDocumentFrequency(sentences.map(pieces));
    return (a, b) => cosine(countsOf(pieces(a)), countsOf(pieces(b)), weigh);
  };
  const features: Readonly<Record<string, Feature>> = {
    ...PLAIN,
    rareLetterPairs: rarity(({ letters }) => ngrams(letters, 2)),
    rareJamoTriples: rarity(({ jamo }) => ngrams(jamo, 3)),
    rareWords: rarity(({ words }) => words),
  };
  return ({ sentence1, sentence2 }) => {
    const [a, b] = [sentenceText(sentence1), sentenceText(sentence2)];
    return Object.fromEntries(Object.entries(features).map(([name, feature]) => [name, feature(a, b)]));
  };
}

const overlap =
  (pieces: (text: SentenceText) => readonly string[]): Feature =>
  (a, b) =>
    dice(countsOf(pieces(a)), countsOf(pieces(b)));

const PLAIN: Readonly<Record<string, Feature>> = {
  letters: overlap(({ letters }) => ngrams(letters, 1)),
  letterPairs: overlap(({ letters }) => ngrams(letters, 2)),
  letterTriples: overlap(({ letters }) => ngrams(letters, 3)),
  jamoTriples: overlap(({ jamo }) => ngrams(jamo, 3)),
  words: overlap(({ words }) => words),
  numbers: overlap(({ numbers }) => numbers),
  negations: (a, b) => Number(a.negations % 2 === b.negations % 2),
  letterEdits: (a, b) => 1 - editShare(a.letters, b.letters),
  jamoEdits: (a, b) => 1 - editShare(a.jamo, b.jamo),
  length: (a, b) => ratio(a.letters.length, b.letters.length),
  firstWord: (a, b) => Number(a.words[0] === b.words[0]),
  lastWord: (a, b) => Number(a.words.at(-1) === b.words.at(-1)),
};

/** Edits (Levenshtein 1966) over the longer text's length, 0 .. 1. */
const editShare = (a: string, b: string): number => {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 0 : distance(a, b) / longer;
};

const ratio = (a: number, b: number): number => (a === b ? 1 : Math.min(a, b) / Math.max(a, b));
