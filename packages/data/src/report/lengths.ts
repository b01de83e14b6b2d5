import { FILE_NAMES, type FileName, type ReportRow } from "./report-rows.ts";

/** Lengths of a file's sentences. */
export interface LengthSummary {
  readonly file: FileName;
  /** Characters are Unicode code points, a Hangul syllable one; words are what white space parts. */
  readonly unit: "characters" | "words";
  readonly minimum: number;
  readonly median: number;
  /** 95 % of the sentences are no longer. */
  readonly percentile95: number;
  readonly maximum: number;
}

/** Sentences of `from` .. `to` characters, all files together; `to` is null in the last, which has no end. */
export interface LengthBin {
  readonly from: number;
  readonly to: number | null;
  readonly sentences: number;
}

const BIN = 10;
const BINS = 12;

const UNITS = {
  characters: (text: string) => Array.from(text).length,
  words: (text: string) => text.split(/\s+/u).length,
} as const;

export function summariseLengths(rows: readonly ReportRow[]): readonly LengthSummary[] {
  return FILE_NAMES.flatMap((file) => {
    const texts = rows.filter((row) => row.file === file).flatMap((row) => row.texts);
    return (["characters", "words"] as const).map((unit) => {
      const lengths = texts.map(UNITS[unit]).sort((a, b) => a - b);
      // Nearest rank: the smallest length that at least this part of the sentences does not exceed.
      const rank = (part: number): number => lengths[Math.max(0, Math.ceil(part * lengths.length) - 1)] ?? NaN;
      return { file, unit, minimum: rank(0), median: rank(0.5), percentile95: rank(0.95), maximum: rank(1) };
    });
  });
}

export function countLengths(rows: readonly ReportRow[]): readonly LengthBin[] {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const text of rows.flatMap(({ texts }) => texts)) {
    const bin = Math.min(Math.floor(UNITS.characters(text) / BIN), BINS - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((sentences, bin) => ({
    from: bin * BIN,
    to: bin === BINS - 1 ? null : (bin + 1) * BIN - 1,
    sentences,
  }));
}
