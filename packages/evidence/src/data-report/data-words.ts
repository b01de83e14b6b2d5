import { count } from "@dalmeum/contracts";
import type { Said } from "@dalmeum/reports";

const en = {
  title: (folder: string) => `Data of ${folder}`,
  rows: (file: string, rows: number) => `${file}: ${count(rows)} rows`,
  file: "file",
  pairs: "pairs",
  scores: "Scores",
  scoresNote: "Pairs by their nearest whole score; sd is the standard deviation.",
  scoreColumns: { source: "source", mean: "mean", deviation: "sd" },
  all: "all",
  scoresOf: (file: string) => `Scores of ${file}`,
  nearestScore: "nearest whole score",
  lengths: "Lengths",
  lengthsNote: "Of sentences. Characters are Unicode code points, a Hangul syllable one; 95 % are no longer than p95.",
  unit: "unit",
  units: { characters: "characters", words: "words" },
  lengthColumns: { minimum: "minimum", median: "median", percentile95: "p95", maximum: "maximum" },
  lengthsOfAll: "Lengths of sentences in all files",
  sentences: "sentences",
  bin: (from: number, to: number | null) => (to === null ? `${from} and more` : `${from} to ${to}`),
  sharing: "Sentences in two files",
  sharingNote:
    "Rows with at least one sentence of another file, in either place, compared as Unicode NFC; of those, rows with " +
    "both; and rows with at least one where spaces and punctuation at the end do not count.",
  sharingColumns: {
    file: "rows of",
    other: "shared with",
    of: "rows",
    rows: "one or both",
    both: "both",
    loosely: "loosely",
  },
  sharingExamples: (file: string, other: string, shown: number) =>
    `Rows of ${file} that share with ${other}, the first ${shown}:`,
  noThreshold: "It is 0 everywhere.",
  threshold: (label: number, broken: number) =>
    `It is 1 from label ${label} on, as the fewest rows break it: ${count(broken)}.`,
  findings: "What to look at",
  findingRows: "rows",
  cut: (text: string, characters: number) => `${text}… (${characters} characters)`,
};

const ko: typeof en = {
  title: (folder) => `${folder}의 데이터`,
  rows: (file, rows) => `${file} ${count(rows)}행`,
  file: "파일",
  pairs: "쌍",
  scores: "점수",
  scoresNote: "가장 가까운 정수 점수로 센 쌍의 수이며, sd는 표준편차이다.",
  scoreColumns: { source: "출처", mean: "평균", deviation: "sd" },
  all: "전체",
  scoresOf: (file) => `${file}의 점수`,
  nearestScore: "가장 가까운 정수 점수",
  lengths: "문장 길이",
  lengthsNote: "글자는 유니코드 코드 포인트이고 한글 한 음절은 하나이다. 95 %는 p95보다 길지 않다.",
  unit: "단위",
  units: { characters: "글자", words: "단어" },
  lengthColumns: { minimum: "최소", median: "중앙값", percentile95: "p95", maximum: "최대" },
  lengthsOfAll: "모든 파일의 문장 길이",
  sentences: "문장",
  bin: (from, to) => (to === null ? `${from} 이상` : `${from}~${to}`),
  sharing: "두 파일에 있는 문장",
  sharingNote:
    "다른 파일의 문장이 어느 자리든 하나라도 있는 행(유니코드 NFC로 비교), 그중 둘 다 있는 행, " +
    "띄어쓰기와 끝 문장 부호를 빼고 셌을 때 하나라도 있는 행이다.",
  sharingColumns: {
    file: "행의 파일",
    other: "함께 있는 파일",
    of: "행",
    rows: "하나 이상",
    both: "둘 다",
    loosely: "느슨하게",
  },
  sharingExamples: (file, other, shown) => `${file}에서 ${other}의 문장이 있는 행, 처음 ${shown}개:`,
  noThreshold: "모두 0이다.",
  threshold: (label, broken) => `label ${label}부터 1로 볼 때 어긋나는 행이 ${count(broken)}개로 가장 적다.`,
  findings: "살펴볼 것",
  findingRows: "행",
  cut: (text, characters) => `${text}… (${characters}자)`,
};

/** What a report on data says; what it finds, `findingTexts` do. */
export const dataWords: Said<typeof en> = { en, ko };

export type DataWords = typeof en;
