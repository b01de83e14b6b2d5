import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fuzzReader, writeCase } from "@dalmeum/testing/fuzz";
import { afterAll } from "vitest";
import encodings from "../fixtures/encodings.json" with { type: "json" };
import {
  checkSubmission,
  competitionCsv,
  competitionJsonLines,
  preparedPairs,
  readKlueStsJson,
  readKorstsTsv,
  readPairs,
  readPredictions,
} from "../src/index.ts";
import { SCORED_COLUMNS, scoredPairs } from "../src/pairs/competition-pairs.ts";
import { readParquet } from "../src/tables/read-parquet.ts";

const folder = mkdtempSync(join(tmpdir(), "fuzz-data-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const fixture = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, "../fixtures", name));
/** Whether the file is at this name, what `read` makes of it. */
const at =
  <T>(name: string, read: (path: string) => T) =>
  (bytes: Uint8Array): T => {
    writeCase(join(folder, name), bytes);
    return read(join(folder, name));
  };
const texts = (...files: readonly string[]): readonly Uint8Array[] => files.map((file) => Buffer.from(file));

const HEADER = "id,source,sentence_1,sentence_2,label,binary-label";
const csv = `${HEADER}\na,s,하나,"둘, ""셋""",3.5,1\nb,,"넷\n다섯",여섯,0,0\n`;
const pair = { id: "a", source: "s", sentence_1: "하나", sentence_2: "둘", label: 3.5, "binary-label": true };
const guid = {
  guid: "klue-0",
  source: "s",
  sentence1: "하나",
  sentence2: "둘",
  labels: { label: 3.7, "real-label": 3.7142857, "binary-label": 1 },
};
const WORDS = [
  '"',
  '""',
  ",",
  ";",
  "\t",
  "|",
  "\n",
  "\r\n",
  "\r",
  "\ufeff",
  "\0",
  "\u200b",
  "\ud7ff",
  "NaN",
  "1e999",
  "-0",
];
const JSON_WORDS = [
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  '{"a":',
  '"id"',
  '"__proto__"',
  '"\\ud83d"',
  "\\u0000",
  "null",
  "true",
  "1e-999",
  "0x1",
  "9".repeat(400),
];
const columns = HEADER.split(",");

for (const [name, other] of Object.entries({ "dev.csv": csv, "test.csv": csv }))
  writeFileSync(join(folder, name), other.replaceAll(/^(?=[ab],)/gmu, name));
for (const name of ["dev.jsonl", "test.jsonl"])
  writeFileSync(join(folder, name), `${JSON.stringify({ ...pair, id: name })}\n`);

const words = [...WORDS, ...columns];
const encoded = Object.values(encodings.files).map((file) => Buffer.from(file, "base64"));
const competition = { folder: "." };

fuzzReader({
  name: "train.csv",
  cases: 12_200,
  files: texts(csv, csv.replaceAll(",", ";"), `\ufeff${csv.replaceAll("\n", "\r\n")}`),
  words,
  read: at("train.csv", () => competitionCsv(competition).load(folder)),
});
fuzzReader({ name: "a CSV of pairs", cases: 10_000, files: encoded, words, read: at("pairs.csv", readPairs) });
fuzzReader({
  name: "prepared pairs",
  cases: 4000,
  files: texts("id,parent_id,sentence_1,sentence_2,label,binary-label\nx,a,하나,둘,4.5,1\ny,a,셋,넷,,\n"),
  words,
  read: at("back.csv", () => preparedPairs({ file: "back.csv" }).load(folder)),
});
fuzzReader({
  name: "submission.csv",
  cases: 6000,
  files: texts("id,target\na,1.000000\nb,2.5\nc,5\n"),
  words: [...words, "target"],
  read: at("submission.csv", (path) => checkSubmission(path, ["a", "b", "c"])),
});
fuzzReader({
  name: "predictions.csv",
  cases: 4000,
  files: texts("id,prediction\na,1.25\nb,-1e-20\n"),
  words: [...words, "prediction"],
  read: at("predictions.csv", readPredictions),
});
fuzzReader({
  name: "a TSV of KorSTS",
  cases: 4000,
  files: texts('genre\tfilename\tyear\tid\tscore\tsentence1\tsentence2\nnews\tMSRpar\t2012\t1\t3.2\t"하나\t둘\n'),
  words,
  read: at("sts.tsv", (path) => readKorstsTsv(path, "x")),
});
fuzzReader({
  name: "JSON of KLUE-STS",
  cases: 10_000,
  files: texts(
    JSON.stringify([guid, { ...guid, guid: 12345678901234567890n.toString() }]),
    JSON.stringify([guid], null, 1),
  ),
  words: [...JSON_WORDS, ...WORDS],
  read: at("sts.json", readKlueStsJson),
});
fuzzReader({
  name: "train.jsonl",
  cases: 14_000,
  files: texts(
    `${JSON.stringify(pair)}\n${JSON.stringify({ ...pair, id: 7, source: null })}\n`,
    JSON.stringify([pair]),
  ),
  words: [...JSON_WORDS, ...words],
  read: at("train.jsonl", () => competitionJsonLines(competition).load(folder)),
});
// A process each: these are the slow ones.
fuzzReader({
  name: "train.parquet",
  cases: 100,
  files: ["none", "snappy", "gzip", "brotli", "zstd", "lz4", "narrow", "types"].map((name) =>
    fixture(`${name}.parquet`),
  ),
  words: ["PAR1", ...SCORED_COLUMNS],
  read: at("train.parquet", async (path) => scoredPairs(await readParquet(path, SCORED_COLUMNS))),
});
