export { insideRoot } from "./files/inside-root.ts";
export { findLeakage, type Leak } from "./leakage/find-leakage.ts";
export { leakageProblems } from "./leakage/leakage-problems.ts";
export { type BinaryThreshold, inferBinaryThreshold } from "./pairs/binary-threshold.ts";
export type { Descendant } from "./pairs/families.ts";
export { readPairs, readScoredPairs, readTestPairs } from "./pairs/read-competition-csv.ts";
export type { NliLabel, NliPair, NliPairs } from "./pairs/nli-pair.ts";
export { readKlueNliJson } from "./pairs/read-klue-nli-json.ts";
export { readKlueStsJson } from "./pairs/read-klue-sts-json.ts";
export { type FaultyRows, readKorNliTsv } from "./pairs/read-kor-nli-tsv.ts";
export { readKorstsTsv } from "./pairs/read-korsts-tsv.ts";
export { readPredictions, writePredictions } from "./predictions/predictions-file.ts";
export { checkSubmission, examineSubmission, readSubmission, writeSubmission } from "./predictions/submission-file.ts";
export { describeDataset, describeRepetition, type DatasetReport } from "./report/describe-dataset.ts";
export { type Example, type Finding, totalOf } from "./report/finding.ts";
export type { LengthBin, LengthSummary } from "./report/lengths.ts";
export type { LikenessKind } from "./report/likeness.ts";
export { findOddities, type OddityKind } from "./report/oddities.ts";
export type { RepetitionKind } from "./report/repetitions.ts";
export { FILE_NAMES, type FileName, reportRows } from "./report/report-rows.ts";
export type { ScoreSummary } from "./report/scores.ts";
export type { Sharing } from "./report/sharing.ts";
export { competitionCsv } from "./sources/competition-csv.ts";
export type { CompetitionOptions } from "./sources/competition-files.ts";
export { competitionJsonLines } from "./sources/competition-json-lines.ts";
export { competitionParquet } from "./sources/competition-parquet.ts";
export {
  klueNliJson,
  type KlueNliJsonOptions,
  korNliTsv,
  type KorNliTsvOptions,
  type NliFile,
} from "./sources/nli-files.ts";
export { type NliOptions, nliPairs, type NliPairsOptions, type NliScores, nliTriplets } from "./sources/nli-sources.ts";
export { preparedPairs, type PreparedPairsOptions } from "./sources/prepared-pairs.ts";
export { readAsWritten } from "./sources/read-as-written.ts";
export { takePairs, type TakePairsOptions } from "./sources/take-pairs.ts";
export { type FoldRow, writeFolds } from "./splits/folds-file.ts";
export { groupedFolds, type GroupedFoldsOptions } from "./splits/grouped-folds.ts";
export { sourceFolds, type SourceFoldsOptions } from "./splits/source-folds.ts";
export type { ParsedRow } from "./tables/parse-rows.ts";
export { comparableText } from "./text/comparable-text.ts";
export { differenceOf, type SentenceDifference } from "./text/difference-of.ts";
export { normaliseText, textCleaning } from "./text/normalise-text.ts";
