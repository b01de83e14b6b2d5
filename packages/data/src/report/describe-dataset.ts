import type { Dataset } from "@dalmeum/contracts";
import { inferBinaryThreshold } from "../pairs/binary-threshold.ts";
import { collect, countFiles, exampleOf, type Finding } from "./finding.ts";
import { countLengths, type LengthBin, type LengthSummary, summariseLengths } from "./lengths.ts";
import { findLikeness, type LikenessKind } from "./likeness.ts";
import { findOddities, type OddityKind } from "./oddities.ts";
import { findRepetitions, type RepetitionKind } from "./repetitions.ts";
import { type FileName, type ReportRow, reportRows } from "./report-rows.ts";
import { type ScoreSummary, summariseScores } from "./scores.ts";
import { findSharing, type Sharing } from "./sharing.ts";

/** What the pairs of a competition are like. */
export interface DatasetReport {
  /** What was told when the files were read. */
  readonly warnings: readonly string[];
  readonly rows: Readonly<Record<FileName, number>>;
  readonly scores: readonly ScoreSummary[];
  readonly lengths: readonly LengthSummary[];
  readonly lengthBins: readonly LengthBin[];
  readonly repetitions: readonly Finding<RepetitionKind>[];
  readonly sharing: readonly Sharing[];
  readonly binaryLabel: {
    /** Label from which on binary-label is 1, as the fewest rows break it; null where it is 0 everywhere. */
    readonly threshold: number | null;
    readonly broken: Finding<"breaks-threshold">;
  };
  readonly likeness: readonly Finding<LikenessKind>[];
  readonly oddities: readonly Finding<OddityKind>[];
}

/** Plain data about a dataset. Sentences as they are written tell more (`readAsWritten`): normalised ones hide how. */
export function describeDataset(dataset: Dataset): DatasetReport {
  const rows = reportRows(dataset);
  return {
    warnings: dataset.warnings,
    rows: countFiles(rows),
    scores: summariseScores(dataset),
    lengths: summariseLengths(rows),
    lengthBins: countLengths(rows),
    repetitions: findRepetitions(rows),
    sharing: findSharing(rows),
    binaryLabel: describeBinaryLabel(rows),
    likeness: findLikeness(rows),
    oddities: findOddities(rows),
  };
}

/** What of it misleads a training, and is quickly found: pairs that come again, and sentences in two files. */
export function describeRepetition(dataset: Dataset): Pick<DatasetReport, "repetitions" | "sharing"> {
  const rows = reportRows(dataset);
  return { repetitions: findRepetitions(rows), sharing: findSharing(rows) };
}

function describeBinaryLabel(rows: readonly ReportRow[]): DatasetReport["binaryLabel"] {
  const labelled = rows.flatMap((row) => (row.labels ? [{ row, ...row.labels }] : []));
  const { threshold, broken } = inferBinaryThreshold(labelled);
  const breaking = new Set(broken.map((index) => labelled[index]?.row));
  return {
    threshold: Number.isFinite(threshold) ? threshold : null,
    broken: collect("breaks-threshold", rows, (row) => (breaking.has(row) ? exampleOf(row) : undefined)),
  };
}
