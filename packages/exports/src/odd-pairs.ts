import type { SentencePair } from "@dalmeum/contracts";
import { findOddities, reportRows } from "@dalmeum/data";

/** A pair that tokenizers differ on where they agree on plain ones, its sentences as no reader of files would leave them. */
export interface OddPair {
  readonly kind: string;
  readonly pair: SentencePair;
}

export interface OddPairOptions {
  /** One at least. */
  readonly dev: readonly SentencePair[];
  /** Spellings of the tokenizer's added tokens. */
  readonly addedTokens: readonly string[];
  /** Tokens of a sequence. */
  readonly maxLength: number;
}

/** Added tokens that get a pair each; a vocabulary may have a thousand. */
const MOST_TOKENS = 32;
/** A syllable that no word has, and a letter of a script that few vocabularies know. */
const UNKNOWN = "쀍 \u{10380}";
/** Nothing is left of it where a tokenizer takes out characters that format text. */
const EMPTY = "\u00ad\u200e";

/**
 * Odd pairs: dev's longest and one of each kind that the data report calls odd, and a dev pair made odd: decomposed, with
 * zero-width characters, unknown words, added tokens, longer than a sequence, and of nothing once it is cleaned.
 */
export function oddPairs({ dev, addedTokens, maxLength }: OddPairOptions): readonly OddPair[] {
  const [first] = dev;
  if (first === undefined) return [];
  const byId = new Map(dev.map((pair) => [pair.id, pair]));
  const reported = findOddities(reportRows({ train: [], dev: [], test: [...dev] })).flatMap(({ kind, examples }) => {
    const pair = byId.get(examples[0]?.ids[0] ?? "");
    return pair === undefined ? [] : [{ kind, pair }];
  });
  const size = ({ sentence1, sentence2 }: SentencePair): number => sentence1.length + sentence2.length;
  const longest = dev.reduce((most, pair) => (size(pair) > size(most) ? pair : most), first);
  const made = (kind: string, change: (sentence: string) => string): OddPair => ({
    kind,
    pair: { ...first, sentence1: change(first.sentence1), sentence2: change(first.sentence2) },
  });
  const tokens = addedTokens.slice(0, MOST_TOKENS);
  return [
    ...reported,
    { kind: "longest", pair: longest },
    made("decomposed", (sentence) => sentence.normalize("NFD")),
    made("decomposed Latin", (sentence) => `${sentence} café`.normalize("NFD")),
    made("joiners", (sentence) => `\ufeff${Array.from(sentence).join("\u200d")}\u2060`),
    made("unknown words", (sentence) => `${UNKNOWN} ${sentence} ${UNKNOWN}`),
    ...tokens.map((token) => made(`added token ${token}`, (sentence) => `${token}${sentence} ${token} 가${token}`)),
    made("longer than a sequence", (sentence) => `${sentence} `.repeat(maxLength).trimEnd()),
    made("nothing when cleaned", () => EMPTY),
    { kind: "one sentence of nothing when cleaned", pair: { ...first, sentence2: EMPTY } },
  ];
}
