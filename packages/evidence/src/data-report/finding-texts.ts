import type { LikenessKind, OddityKind, RepetitionKind } from "@dalmeum/data";
import type { Said } from "@dalmeum/reports";

export interface FindingText {
  /** In a table. */
  readonly title: string;
  /** What is counted, and what follows. */
  readonly meaning: string;
}

type FindingTexts = Readonly<Record<RepetitionKind | LikenessKind | OddityKind | "breaks-threshold", FindingText>>;

const en: FindingTexts = {
  "repeated-pair": {
    title: "Pair again in its file",
    meaning: "Rows whose two sentences, in either order, came before in the same file; that row's id stands second.",
  },
  "pair-in-two-files": {
    title: "Pair of an earlier file",
    meaning: "Rows whose pair is in a file before, of train, dev, test: a model has seen the answer, or one like it.",
  },
  "swapped-pair": {
    title: "Pair in the other order",
    meaning: "Rows whose pair came before with its sentences swapped. A cross-encoder may score the two differently.",
  },
  "contradictory-scores": {
    title: "Pair with another score",
    meaning: "Rows whose pair came before, in either order, with another score: how far raters agree with themselves.",
  },
  "breaks-threshold": {
    title: "Breaks binary-label's rule",
    meaning: "Rows whose binary-label is not what the threshold says.",
  },
  "spacing-only": {
    title: "Differ in spaces alone",
    meaning: "Rows whose two sentences are the same without white space.",
  },
  "punctuation-only": {
    title: "Differ in punctuation alone",
    meaning: "Rows whose two sentences are the same without punctuation and white space, and not without the latter.",
  },
  "equal-below-five": {
    title: "Equal with a score below 5",
    meaning: "Rows that say the same twice, and are not scored 5.",
  },
  "latin-only": { title: "Latin letters alone", meaning: "Rows with a sentence whose letters are all Latin." },
  "no-letters": { title: "No letters", meaning: "Rows with a sentence without any letter." },
  hanja: { title: "Hanja", meaning: "Rows with a Chinese character." },
  kana: { title: "Japanese kana", meaning: "Rows with Hiragana or Katakana." },
  "lone-jamo": { title: "Lone jamo", meaning: "Rows with a letter that belongs to no syllable, as in ㅋㅋ or a typo." },
  emoji: { title: "Emoji", meaning: "Rows with an emoji, which many vocabularies do not have." },
  control: { title: "Control characters", meaning: "Rows with a control character: a line break or tab, or worse." },
  invisible: {
    title: "Invisible characters",
    meaning:
      "Rows with a format character: zero width, soft hyphen, direction. Zero-width ones are dropped on reading.",
  },
  unassigned: {
    title: "No character",
    meaning: "Rows with a code point that is unassigned, of private use, or U+FFFD, which stands for a broken one.",
  },
  decomposed: {
    title: "Decomposed (not NFC)",
    meaning: "Rows whose Hangul is written in jamo that are joined when shown. It is composed on reading.",
  },
  long: { title: "Over 200 characters", meaning: "Rows with a sentence that a model may have to cut." },
  short: { title: "Under 4 characters", meaning: "Rows with a sentence of up to 3 characters, spaces aside." },
};

const ko: FindingTexts = {
  "repeated-pair": {
    title: "같은 파일에 다시 나온 쌍",
    meaning: "같은 파일에 두 문장이, 순서와 상관없이, 이미 나온 행이다. 그 행의 id가 둘째에 있다.",
  },
  "pair-in-two-files": {
    title: "앞 파일에 있는 쌍",
    meaning: "train, dev, test 순으로 앞 파일에 있는 쌍이라, 모델이 답이나 비슷한 답을 이미 봤다.",
  },
  "swapped-pair": {
    title: "순서만 바뀐 쌍",
    meaning: "두 문장의 순서만 바뀌어 다시 나온 행이다. 크로스인코더는 다르게 매길 수 있다.",
  },
  "contradictory-scores": {
    title: "점수가 다른 같은 쌍",
    meaning: "순서와 상관없이, 앞에 다른 점수로 나온 쌍이다. 채점자가 스스로와 얼마나 일치하는지 보여 준다.",
  },
  "breaks-threshold": {
    title: "binary-label 규칙에 어긋남",
    meaning: "binary-label이 기준값과 다른 행이다.",
  },
  "spacing-only": { title: "띄어쓰기만 다름", meaning: "공백을 빼면 두 문장이 같은 행이다." },
  "punctuation-only": {
    title: "문장 부호만 다름",
    meaning: "문장 부호와 공백을 빼면 두 문장이 같고, 공백만 빼면 같지 않은 행이다.",
  },
  "equal-below-five": { title: "같은데 5점이 아님", meaning: "같은 문장이 두 번인데 5점이 아닌 행이다." },
  "latin-only": { title: "로마자뿐", meaning: "글자가 모두 로마자인 문장이 있는 행이다." },
  "no-letters": { title: "글자 없음", meaning: "글자가 하나도 없는 문장이 있는 행이다." },
  hanja: { title: "한자", meaning: "한자가 있는 행이다." },
  kana: { title: "가나", meaning: "히라가나나 가타카나가 있는 행이다." },
  "lone-jamo": { title: "홀로 있는 자모", meaning: "ㅋㅋ나 오타처럼 음절이 되지 못한 낱자가 있는 행이다." },
  emoji: { title: "이모지", meaning: "많은 어휘집에 없는 이모지가 있는 행이다." },
  control: { title: "제어 문자", meaning: "줄바꿈이나 탭, 또는 더 나쁜 제어 문자가 있는 행이다." },
  invisible: {
    title: "보이지 않는 문자",
    meaning: "폭 없는 문자, 소프트 하이픈, 방향 문자가 있는 행이다. 폭 없는 것은 읽을 때 뺀다.",
  },
  unassigned: {
    title: "문자가 아님",
    meaning: "배정되지 않았거나 사용자 정의 영역이거나, 깨진 문자를 뜻하는 U+FFFD가 있는 행이다.",
  },
  decomposed: {
    title: "풀어 쓴 한글 (NFC 아님)",
    meaning: "한글이 자모로 풀려 있어 보일 때만 합쳐지는 행이다. 읽을 때 합친다.",
  },
  long: { title: "200자 넘음", meaning: "모델이 잘라야 할 수 있는 문장이 있는 행이다." },
  short: { title: "4자 미만", meaning: "공백을 빼고 3자 이하인 문장이 있는 행이다." },
};

export const findingTexts: Said<FindingTexts> = { en, ko };
