import type { Dataset, ScoredPair, SentencePair } from "@dalmeum/contracts";
import { normaliseText } from "../text/normalise-text.ts";

/** The files of a competition, in the order in which rows are looked at. */
export const FILE_NAMES = ["train", "dev", "test"] as const;

export type FileName = (typeof FILE_NAMES)[number];

/** A row of a file, its sentences as they are written and as every later step sees them. */
export interface ReportRow {
  readonly file: FileName;
  readonly id: string;
  readonly source: string;
  readonly written: readonly string[];
  readonly texts: readonly string[];
  /** Absent in test. */
  readonly labels?: Pick<ScoredPair, "score" | "binaryLabel">;
}

export function reportRows({ train, dev, test }: Pick<Dataset, FileName>): readonly ReportRow[] {
  const row = (file: FileName, { id, source, sentence1, sentence2 }: SentencePair): ReportRow => ({
    file,
    id,
    source,
    written: [sentence1, sentence2],
    texts: [normaliseText(sentence1), normaliseText(sentence2)],
  });
  const scored = (file: FileName, pair: ScoredPair): ReportRow => ({
    ...row(file, pair),
    labels: { score: pair.score, binaryLabel: pair.binaryLabel },
  });
  return [
    ...train.map((pair) => scored("train", pair)),
    ...dev.map((pair) => scored("dev", pair)),
    ...test.map((pair) => row("test", pair)),
  ];
}
