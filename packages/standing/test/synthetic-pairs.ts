import type { Dataset, Rng, ScoredPair } from "@dalmeum/contracts";

/** Sentences that a page must show as text, on any of its pages. */
export const HOSTILE = [
  "<script>globalThis.hacked = true</script>",
  '<img src=x onerror="globalThis.hacked = true">',
  '"></td><a href="javascript:globalThis.hacked = true">\'',
  "</script><!-- ${globalThis.hacked = true} {{7*7}}",
  "\u202e거꾸로 쓴 문장 \u2066",
  "가".repeat(300),
  "é\u0000\u0007\u2028줄\u2029바꿈\ud800",
] as const;

const SUBJECTS = ["한 남자가", "아이들이", "고양이가", "두 사람이", "그 회사는", "정부는"];
const OBJECTS = ["기타를", "공원에서 공을", "새 법안을", "따뜻한 물을", "오래된 사진을"];
const VERBS = ["치고 있다.", "찾는다.", "발표했다.", "마신다.", "던졌다.", "보고 있었다."];

const sentence = (rng: Rng): string =>
  [SUBJECTS, OBJECTS, VERBS].map((words) => words[rng.integer(words.length)] ?? "").join(" ");

/** Pairs with scores; each 40th holds what is hostile. */
export function syntheticPairs(rng: Rng, name: string, count: number): readonly ScoredPair[] {
  return Array.from({ length: count }, (_, row) => {
    const first = sentence(rng);
    const score = rng.integer(26) / 5;
    const hostile = row % 40 === 7 ? HOSTILE[rng.integer(HOSTILE.length)] : undefined;
    const id = hostile === undefined ? `${name}-${row}` : `${name}-${row}<b>`;
    const source = ["main-news", "main-captions", "<i>forum</i>"][row % 3] ?? "";
    const other = score > 4 ? first : sentence(rng);
    return { id, source, sentence1: hostile ?? first, sentence2: other, score, binaryLabel: score >= 3 ? 1 : 0 };
  });
}

export function syntheticDataset(rng: Rng): Dataset {
  const test = syntheticPairs(rng, "test", 150);
  return {
    train: syntheticPairs(rng, "train", 400),
    dev: syntheticPairs(rng, "dev", 150),
    test: test.map(({ id, source, sentence1, sentence2 }) => ({ id, source, sentence1, sentence2 })),
    warnings: [],
  };
}
