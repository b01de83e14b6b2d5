import { createRng, type Rng } from "@dalmeum/contracts";

/** Pairs of KorSTS. */
export const KORSTS = { train: 5749, dev: 1500, test: 1379 } as const;
export type Split = keyof typeof KORSTS;
export const SPLITS: readonly Split[] = ["train", "dev", "test"];

/** Share of pairs whose first sentence stood in a pair before, about as in KorSTS: folds and leaks are looked for by sentences. */
const REPEATED = 0.1;

const SYLLABLES = Array.from(
  "가나다라마바사아자차카타파하거너더러머버서어저처고노도로모보소오조구누두루무부수우주그느드르므브스으기니디리미비시이지",
);
const ENDINGS = ["은", "이", "을", "에", "에서", "와", "의", "도", ""];
const VERBS = ["한다.", "있다.", "간다.", "본다.", "했다.", "된다.", "먹는다.", "말했다."];
const WORDS = 3000;

/**
 * Made-up pairs in a competition's columns, as CSV. They grow as a corpus does: few words are most of it, sentences are nearly all
 * distinct, and the score is the share of words that the second keeps of the first.
 * @param times how often KorSTS the splits are.
 */
export function syntheticSplit(split: Split, times: number): string {
  const rng = createRng(1).fork(`${split} ${times}`);
  const words = vocabulary(createRng(2));
  const scored = split !== "test";
  const lines = [`id,source,sentence_1,sentence_2${scored ? ",label,binary-label" : ""}`];
  const seen: string[][] = [];
  for (let row = 0; row < KORSTS[split] * times; row++) {
    const known = rng.uniform() < REPEATED ? seen[Math.floor(rng.uniform() * seen.length)] : undefined;
    const first = known ?? sentence(rng, words);
    seen.push(first);
    const [second, score] = changed(rng, first, words);
    const label = scored ? `,${score.toFixed(1)},${score >= 3 ? 1 : 0}` : "";
    lines.push(`${split}-${row},made-up/${row % 3},${first.join(" ")},${second.join(" ")}${label}`);
  }
  return `${lines.join("\n")}\n`;
}

function vocabulary(rng: Rng): readonly string[] {
  const syllable = (): string => SYLLABLES[rng.integer(SYLLABLES.length)] ?? "";
  return Array.from({ length: WORDS }, () => `${syllable()}${syllable()}${ENDINGS[rng.integer(ENDINGS.length)] ?? ""}`);
}

/** The square makes some words common and most rare. */
const word = (rng: Rng, words: readonly string[]): string => words[Math.floor(rng.uniform() ** 2 * words.length)] ?? "";

function sentence(rng: Rng, words: readonly string[]): string[] {
  const length = 4 + rng.integer(6);
  return [...Array.from({ length }, () => word(rng, words)), VERBS[rng.integer(VERBS.length)] ?? ""];
}

function changed(rng: Rng, first: readonly string[], words: readonly string[]): readonly [string[], number] {
  const keep = rng.uniform();
  let kept = 0;
  const second = first.map((each) => {
    if (rng.uniform() >= keep) return word(rng, words);
    kept += 1;
    return each;
  });
  return [second, (5 * kept) / first.length];
}
