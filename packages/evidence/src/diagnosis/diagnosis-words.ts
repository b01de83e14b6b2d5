import { count, counted } from "@dalmeum/contracts";
import type { SentenceDifference } from "@dalmeum/data";
import { four, type Said } from "@dalmeum/reports";
import type { Ground } from "../arms/grounds.ts";
import type { SlicingKind } from "./pair-slices.ts";

const en = {
  title: (run: string) => `Diagnosis of ${run}`,
  judged: (ground: Ground, pairs: number) =>
    `${ground === "dev" ? "On dev" : "Out of fold"}, ${counted(pairs, "pair")}. Intervals are of 95 %, over other examples; ` +
    "how another seed would do they do not say.",
  score: "score",
  prediction: "prediction",
  pairs: {
    title: "Score and prediction of each pair",
    point: "a pair",
    line: "prediction is score",
  },
  gaps: "Gaps",
  gapColumns: {
    gap: "gap",
    first: "r of the first",
    second: "r of the second",
    value: "gap",
    band: "noise band",
    beyond: "beyond it",
  },
  gap: (first: string, second: string) => `${first} less ${second}`,
  scored: (r: string, pairs: number) => `${r} (${counted(pairs, "pair")})`,
  gapsNote:
    "The band is how far two such sets may lie apart by the draw of their pairs alone; what is beyond it is something else: " +
    "memorised pairs, or sets that are of different kinds.",
  calibration: "Is the score a straight line in the prediction?",
  line: (slope: number, intercept: number) =>
    `Line of score on prediction: slope ${four(slope)}, intercept ${four(intercept)}; 1 and 0 would need no rescaling. ` +
    "Pearson's r does not mind either.",
  curve: (r: number, throughCurve: number, gain: string) =>
    `r is ${four(r)} as predicted and ${four(throughCurve)} through a rising curve that was fitted to other pairs: ` +
    `a gain of ${gain}.`,
  tooFewToTest: "There are too few pairs or bins to test the line.",
  lackOfFit: (degreesOfFreedom: string, statistic: string, p: string) =>
    `Test of the bins about the line: F(${degreesOfFreedom}) = ${statistic}, p ${p}.`,
  residuals: {
    title: "Mean residual about the line, by bins of the prediction",
    axis: "line less score",
    none: "on the line",
  },
  bins: {
    title: "Mean score by bins of the prediction, with the line and the rising curve",
    point: "mean of a bin",
    line: "line",
    curve: "rising curve",
  },
  slices: "Slices",
  slicesNote:
    "Residuals are prediction less score, after the line above has brought predictions to the scale of scores: above 0 a slice " +
    "is scored too high. By score they always fall, from above 0 to below: predictions lie closer together than scores " +
    "(regression to the mean). A slice of scores that are close together has a low r by that alone.",
  slicings: {
    source: "source",
    score: "score",
    length: "characters of both sentences",
    overlap: "share of common character bigrams",
    difference: "sentences differ in",
  } satisfies Record<SlicingKind, string>,
  differences: {
    nothing: "nothing",
    spaces: "spaces alone",
    punctuation: "punctuation alone",
    words: "words",
  } satisfies Record<SentenceDifference, string>,
  noSource: "(none)",
  sliceColumns: { pairs: "pairs", residual: "mean residual", error: "mean absolute error" },
  few: "too few",
  worst: "Pairs to read",
  worstNote: "Those whose prediction, on the line, is furthest from their score.",
  sentences: "sentences",
};

const ko: typeof en = {
  title: (run) => `${run} 진단`,
  judged: (ground, pairs) =>
    `${ground} ${count(pairs)}쌍. 신뢰구간은 95 %이고 다른 예제가 뽑혔을 때에 대한 것이며, 다른 시드라면 어떨지는 말해 주지 않는다.`,
  score: "점수",
  prediction: "예측",
  pairs: { title: "쌍마다의 점수와 예측", point: "쌍 하나", line: "예측과 점수가 같은 선" },
  gaps: "격차",
  gapColumns: {
    gap: "격차",
    first: "앞의 r",
    second: "뒤의 r",
    value: "차이",
    band: "잡음 폭",
    beyond: "잡음 밖",
  },
  gap: (first, second) => `${first}에서 ${second}까지`,
  scored: (r, pairs) => `${r} (${count(pairs)}쌍)`,
  gapsNote:
    "차이는 앞의 r에서 뒤의 r을 뺀 값이다. 잡음 폭은 어떤 쌍이 뽑혔는지만으로 두 집합이 벌어질 수 있는 정도이고, 그 밖은 다른 데서 " +
    "온 것이다: 외운 쌍이거나, 서로 성격이 다른 집합이다.",
  calibration: "예측과 점수의 관계가 직선인가?",
  line: (slope, intercept) =>
    `예측으로 점수를 나타낸 직선: 기울기 ${four(slope)}, 절편 ${four(intercept)}. 1과 0이면 척도를 바꿀 필요가 없다. ` +
    "어느 쪽이든 피어슨 r에는 영향이 없다.",
  curve: (r, throughCurve, gain) =>
    `r: 예측 그대로 ${four(r)}, 다른 쌍에 맞춘 증가 곡선을 거치면 ${four(throughCurve)}. 이득 ${gain}.`,
  tooFewToTest: "쌍이나 구간이 너무 적어 직선을 검정할 수 없다.",
  lackOfFit: (degreesOfFreedom, statistic, p) =>
    `구간들이 직선에서 벗어나는지 검정: F(${degreesOfFreedom}) = ${statistic}, p ${p}.`,
  residuals: {
    title: "예측 구간별 평균 잔차",
    axis: "직선 위 예측에서 점수를 뺀 값",
    none: "직선 위",
  },
  bins: {
    title: "예측 구간별 평균 점수, 직선과 증가 곡선",
    point: "구간별 평균",
    line: "직선",
    curve: "증가 곡선",
  },
  slices: "슬라이스",
  slicesNote:
    "잔차는 위의 직선으로 예측을 점수의 척도에 맞춘 다음 점수를 뺀 값이다. 0보다 크면 그 슬라이스를 너무 높게 매긴 것이다. " +
    "점수별로는 언제나 0 위에서 아래로 내려간다: 예측은 점수보다 서로 가까이 모인다(평균으로의 회귀). " +
    "점수가 서로 가까운 슬라이스는 그것만으로 r이 낮다.",
  slicings: {
    source: "출처",
    score: "점수",
    length: "두 문장의 글자 수",
    overlap: "공통 글자 쌍 비율",
    difference: "두 문장의 다른 점",
  },
  differences: { nothing: "없음", spaces: "띄어쓰기만", punctuation: "문장 부호만", words: "단어" },
  noSource: "(없음)",
  sliceColumns: { pairs: "쌍", residual: "평균 잔차", error: "평균 절대 오차" },
  few: "너무 적음",
  worst: "가장 크게 틀린 쌍",
  worstNote: "직선 위 예측이 점수에서 가장 먼 쌍이다. 직접 읽어 볼 것.",
  sentences: "문장",
};

/** What a diagnosis says. */
export const diagnosisWords: Said<typeof en> = { en, ko };

export type DiagnosisWords = typeof en;
