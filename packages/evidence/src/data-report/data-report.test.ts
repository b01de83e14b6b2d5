import { describeDataset } from "@dalmeum/data";
import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated, scoredPair } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { dataReport } from "./data-report.ts";
import { findingTexts } from "./finding-texts.ts";

const row = (id: string, sentence1: string, sentence2: string, score: number, binaryLabel: 0 | 1 = score < 3 ? 0 : 1) =>
  scoredPair({ id, source: "news", sentence1, sentence2, score, binaryLabel });

const train = [
  row("a", "비가 온다", "눈이 온다", 1),
  row("b", "비가 온다", "눈이 온다", 2),
  row("c", "눈이 온다", "비가 온다", 1),
  row("d", "같은 문장", "같은 문장", 4),
  row("e", "비가온다", "비가 온다", 4, 0),
  row("f", "비가 온다.", "비가 온다", 4),
  row("g", "OK", "123", 3),
  row("h", "漢字", "ひらがな", 3),
  row("i", "ㅋㅋ", "😀", 0),
  row("j", "탭\t문장", "폭\u200b없음", 0),
  row("k", "\ufffd 문장", "하나".normalize("NFD"), 0),
  row("l", "가".repeat(201), "짧다", 0),
];
const dev = [row("m", "비가 온다", "눈이 온다", 1), row("n", "해가 뜬다", "달이 뜬다", 5)];
const test = [{ id: "o", source: "news", sentence1: "해가 뜬다", sentence2: "달이 뜬다" }];
const NAMES = [
  ...["odd", "train", "dev", "test", "news", "sd", "p", "label", "binary-label", "id", "NFC", "OK"],
  // Ids, and code points that cannot be seen: U+200B.
  ..."a b c d e f g h i j k l m n o".split(" "),
  ...["U", "B", "FFFD"],
];

it("everything that is found in data is the same in Korean", () => {
  const described = describeDataset({ warnings: [], train, dev, test });
  const korean = dataReport("odd", described, "ko");
  expectTranslated(toHtml(korean), toHtml(dataReport("odd", described)), NAMES);
  const text = toText(korean, { columns: 1000 });
  for (const { title, meaning } of Object.values(findingTexts.ko)) {
    expect(text).toContain(`\n${title}\n`);
    expect(text).toContain(meaning);
  }
});
