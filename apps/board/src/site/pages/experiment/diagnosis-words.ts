import type { Dictionary } from "../../language/say.ts";

export const diagnosisWords = {
  calibration: { en: "Calibration", ko: "보정" },
  calibrationNote: {
    en: (slope: string, intercept: string) =>
      `Score by prediction. The straight line through all pairs is ${slope} × prediction ${intercept}; Pearson does not mind it, a bend costs.`,
    ko: (slope: string, intercept: string) =>
      `예측에 따른 점수입니다. 모든 쌍을 지나는 직선은 ${slope} × 예측 ${intercept}이며, 피어슨 상관은 직선이면 손해가 없고 휘면 손해를 봅니다.`,
  },
  isotonicGain: {
    en: (gain: string) => `Through a rising curve instead, r would change by ${gain}.`,
    ko: (gain: string) => `증가 곡선으로 바꾸면 r이 ${gain}만큼 달라집니다.`,
  },
  prediction: { en: "prediction", ko: "예측" },
  meanScore: { en: "score", ko: "점수" },
  bins: { en: "mean of a bin, with 95 % interval", ko: "구간별 평균과 95 % 신뢰구간" },
  line: { en: "straight line", ko: "직선" },
  curve: { en: "rising curve", ko: "증가 곡선" },
  slices: { en: "Slices", ko: "슬라이스" },
  slicesNote: {
    en: "Residual: prediction on the line less score; above 0 it scores too high.",
    ko: "잔차는 직선 위 예측에서 점수를 뺀 값이며, 0보다 크면 너무 높게 매긴 것입니다.",
  },
  slice: { en: "slice", ko: "슬라이스" },
  pairs: { en: "pairs", ko: "쌍" },
  residual: { en: "residual", ko: "잔차" },
  absoluteError: { en: "absolute error", ko: "절대 오차" },
  source: { en: "by source", ko: "출처별" },
  score: { en: "by score", ko: "점수별" },
  length: { en: "by length in characters", ko: "글자 수별" },
  overlap: { en: "by share of common bigrams", ko: "공통 글자 쌍 비율별" },
  difference: { en: "by what differs", ko: "다른 점별" },
  noSource: { en: "(none)", ko: "(없음)" },
  nothing: { en: "nothing", ko: "없음" },
  spaces: { en: "spaces", ko: "띄어쓰기" },
  punctuation: { en: "punctuation", ko: "문장 부호" },
  words: { en: "words", ko: "단어" },
  worst: { en: "Worst pairs", ko: "가장 크게 틀린 쌍" },
  worstNote: {
    en: "Furthest from the line. Marked: words that the other sentence does not have.",
    ko: "직선에서 가장 먼 쌍입니다. 다른 문장에 없는 단어를 표시했습니다.",
  },
  gold: { en: "score", ko: "점수" },
  sentences: { en: "sentences", ko: "문장" },
  pair: { en: "pair", ko: "쌍" },
  none: {
    en: "No seed is finished, or there are too few pairs to say where it errs.",
    ko: "끝난 시드가 없거나, 어디서 틀리는지 말하기에는 쌍이 너무 적습니다.",
  },
} satisfies Dictionary;
