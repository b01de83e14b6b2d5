import { collect, type Finding } from "./finding.ts";
import type { ReportRow } from "./report-rows.ts";

/** Characters that a sentence may be too long or too short for. */
const LONG = 200;
const SHORT = 4;

/**
 * What is looked for in a sentence as it is written. The order is that of the report.
 * @see Unicode 15.1, properties Script, General_Category and Emoji_Presentation.
 */
const ODDITIES = [
  {
    kind: "latin-only",
    isIn: (text: string) => /\p{Script=Latin}/u.test(text) && !/[^\p{Script=Latin}\P{L}]/u.test(text),
  },
  { kind: "no-letters", isIn: (text: string) => !/\p{L}/u.test(text) },
  { kind: "hanja", isIn: (text: string) => /\p{Script=Han}/u.test(text) },
  { kind: "kana", isIn: (text: string) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) },
  {
    kind: "lone-jamo",
    isIn: (text: string) => /[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb]/u.test(text.normalize("NFC")),
  },
  { kind: "emoji", isIn: (text: string) => /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u.test(text) },
  { kind: "control", isIn: (text: string) => /\p{Cc}/u.test(text) },
  { kind: "invisible", isIn: (text: string) => /\p{Cf}/u.test(text) },
  { kind: "unassigned", isIn: (text: string) => /[\p{Cn}\p{Co}\ufffd]/u.test(text) },
  { kind: "decomposed", isIn: (text: string) => text !== text.normalize("NFC") },
  { kind: "long", isIn: (text: string) => Array.from(text).length > LONG },
  { kind: "short", isIn: (text: string) => Array.from(text.replace(/\s/gu, "")).length < SHORT },
] as const;

export type OddityKind = (typeof ODDITIES)[number]["kind"];

/** Rows with a sentence that is odd in language, script or length; the example is that sentence. */
export function findOddities(rows: readonly ReportRow[]): readonly Finding<OddityKind>[] {
  return ODDITIES.map(({ kind, isIn }) =>
    collect(kind, rows, ({ id, written, labels }) => {
      const text = written.find(isIn);
      return text === undefined ? undefined : { ids: [id], texts: [text], scores: labels ? [labels.score] : [] };
    }),
  );
}
