import type { DatasetReport } from "./dataset-report.ts";
import type { Said } from "../../language/say.ts";

type Kind =
  | (DatasetReport["repetitions"] | DatasetReport["likeness"] | DatasetReport["oddities"])[number]["kind"]
  | DatasetReport["binaryLabel"]["broken"]["kind"];

interface FindingWords {
  /** In a table. */
  readonly title: Said<string>;
  /** What is counted, and what follows. */
  readonly meaning: Said<string>;
}

const finding = (en: readonly [string, string], ko: readonly [string, string]): FindingWords => ({
  title: { en: en[0], ko: ko[0] },
  meaning: { en: en[1], ko: ko[1] },
});

export const findingWords: Readonly<Record<Kind, FindingWords>> = {
  "repeated-pair": finding(
    ["Pair again in its file", "Rows whose two sentences came before in the same file, in either order."],
    ["같은 파일에 다시 나온 쌍", "같은 파일에 두 문장이, 순서와 상관없이, 이미 나온 행입니다."],
  ),
  "pair-in-two-files": finding(
    [
      "Pair of an earlier file",
      "Rows whose pair is in a file before, of train, dev, test: a model has seen the answer, or one like it.",
    ],
    ["앞 파일에 있는 쌍", "train, dev, test 순으로 앞 파일에 있는 쌍이라, 모델이 답이나 비슷한 답을 이미 봤습니다."],
  ),
  "swapped-pair": finding(
    [
      "Pair in the other order",
      "Rows whose pair came before with its sentences swapped. A cross-encoder may score the two differently.",
    ],
    ["순서만 바뀐 쌍", "두 문장의 순서만 바뀌어 다시 나온 행입니다. 크로스인코더는 다르게 매길 수 있습니다."],
  ),
  "contradictory-scores": finding(
    [
      "Pair with another score",
      "Rows whose pair came before with another score: how far raters agree with themselves.",
    ],
    ["점수가 다른 같은 쌍", "앞에 다른 점수로 나온 쌍입니다. 채점자가 스스로와 얼마나 일치하는지 보여 줍니다."],
  ),
  "breaks-threshold": finding(
    ["Breaks binary-label's rule", "Rows whose binary-label is not what the threshold says."],
    ["binary-label 규칙에 어긋남", "binary-label이 기준값과 다른 행입니다."],
  ),
  "spacing-only": finding(
    ["Differ in spaces alone", "Rows whose two sentences are the same without white space."],
    ["띄어쓰기만 다름", "공백을 빼면 두 문장이 같은 행입니다."],
  ),
  "punctuation-only": finding(
    ["Differ in punctuation alone", "Rows whose two sentences are the same without punctuation and white space."],
    ["문장 부호만 다름", "문장 부호와 공백을 빼면 두 문장이 같은 행입니다."],
  ),
  "equal-below-five": finding(
    ["Equal with a score below 5", "Rows that say the same twice, and are not scored 5."],
    ["같은데 5점이 아님", "같은 문장이 두 번인데 5점이 아닌 행입니다."],
  ),
  "latin-only": finding(
    ["Latin letters alone", "Rows with a sentence whose letters are all Latin."],
    ["로마자뿐", "글자가 모두 로마자인 문장이 있는 행입니다."],
  ),
  "no-letters": finding(
    ["No letters", "Rows with a sentence without any letter."],
    ["글자 없음", "글자가 하나도 없는 문장이 있는 행입니다."],
  ),
  hanja: finding(["Hanja", "Rows with a Chinese character."], ["한자", "한자가 있는 행입니다."]),
  kana: finding(["Japanese kana", "Rows with Hiragana or Katakana."], ["가나", "히라가나나 가타카나가 있는 행입니다."]),
  "lone-jamo": finding(
    ["Lone jamo", "Rows with a letter that belongs to no syllable, as in ㅋㅋ or a typo."],
    ["홀로 있는 자모", "ㅋㅋ나 오타처럼 음절이 되지 못한 낱자가 있는 행입니다."],
  ),
  emoji: finding(
    ["Emoji", "Rows with an emoji, which many vocabularies do not have."],
    ["이모지", "많은 어휘집에 없는 이모지가 있는 행입니다."],
  ),
  control: finding(
    ["Control characters", "Rows with a control character: a line break or tab, or worse."],
    ["제어 문자", "줄바꿈이나 탭 같은 제어 문자가 있는 행입니다."],
  ),
  invisible: finding(
    [
      "Invisible characters",
      "Rows with a format character: zero width, soft hyphen, direction. Zero-width ones are dropped on reading.",
    ],
    ["보이지 않는 문자", "폭 없는 문자, 소프트 하이픈, 방향 문자가 있는 행입니다. 폭 없는 것은 읽을 때 뺍니다."],
  ),
  unassigned: finding(
    [
      "No character",
      "Rows with a code point that is unassigned, of private use, or U+FFFD, which stands for a broken one.",
    ],
    ["문자가 아님", "배정되지 않았거나 사용자 정의 영역이거나, 깨진 문자를 뜻하는 U+FFFD가 있는 행입니다."],
  ),
  decomposed: finding(
    [
      "Decomposed (not NFC)",
      "Rows whose Hangul is written in jamo that are joined when shown. It is composed on reading.",
    ],
    ["풀어 쓴 한글 (NFC 아님)", "한글이 자모로 풀려 있어 보일 때만 합쳐지는 행입니다. 읽을 때 합칩니다."],
  ),
  long: finding(
    ["Over 200 characters", "Rows with a sentence that a model may have to cut."],
    ["200자 넘음", "모델이 잘라야 할 수 있는 문장이 있는 행입니다."],
  ),
  short: finding(
    ["Under 4 characters", "Rows with a sentence of up to 3 characters, spaces aside."],
    ["4자 미만", "공백을 빼고 3자 이하인 문장이 있는 행입니다."],
  ),
};
