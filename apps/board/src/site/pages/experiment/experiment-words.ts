import type { Dictionary } from "../../language/say.ts";

export const experimentWords = {
  scores: { en: "Scores", ko: "점수" },
  runsUsed: { en: "Runs", ko: "실행" },
  owners: { en: "Owners", ko: "담당" },
  modules: { en: "Modules", ko: "모듈" },
  encoder: { en: "Encoder", ko: "인코더" },
  inBlends: { en: "Member of", ko: "들어간 앙상블" },
  kind: { en: "Kind", ko: "종류" },
  training: { en: "training", ko: "학습" },
  baseline: { en: "baseline", ko: "베이스라인" },
  predictions: { en: "predictions", ko: "예측 파일" },
  ensemble: { en: "ensemble", ko: "앙상블" },
  curves: { en: "Learning curves", ko: "학습 곡선" },
  devCurve: { en: "Dev Pearson of each run", ko: "실행별 dev 피어슨 상관" },
  lossCurve: { en: "Training loss of each run", ko: "실행별 학습 손실" },
  update: { en: "update", ko: "업데이트" },
  loss: { en: "loss", ko: "손실" },
  seed: { en: (seed: number) => `seed ${seed}`, ko: (seed: number) => `시드 ${seed}` },
  seedFold: {
    en: (seed: number, fold: number) => `seed ${seed}, fold ${fold}`,
    ko: (seed: number, fold: number) => `시드 ${seed}, 폴드 ${fold}`,
  },
  eachRun: { en: "a run", ko: "실행 하나" },
  mean: { en: "mean", ko: "평균" },
  meanAndRange: { en: "mean of all, and from the lowest to the highest", ko: "전체 평균, 최저에서 최고까지" },
  noCurves: {
    en: "No run recorded dev while it trained. With `hooks: [trackDev({ everySteps: 50 })]` in its experiment, runs do.",
    ko: "학습 중에 dev를 기록한 실행이 없습니다. 실험에 `hooks: [trackDev({ everySteps: 50 })]`를 넣으면 기록합니다.",
  },
  options: { en: "Options", ko: "옵션" },
  option: { en: "option", ko: "옵션" },
  value: { en: "value", ko: "값" },
  runs: { en: "Runs", ko: "실행" },
  noRuns: { en: "It has no run yet. Train it:", ko: "아직 실행이 없습니다. 학습하려면:" },
} satisfies Dictionary;

export const hypothesisWords = {
  title: { en: "Hypothesis", ko: "가설" },
  none: {
    en: "It states no hypothesis with a control: nothing can be supported or refuted.",
    ko: "대조군이 있는 가설이 없어 지지하거나 반박할 수 없습니다.",
  },
  supported: { en: "Supported", ko: "지지됨" },
  refuted: { en: "Refuted", ko: "반박됨" },
  undecided: { en: "Undecided", ko: "미결정" },
  untested: { en: "Not tested yet", ko: "아직 검정 전" },
  supportedBy: {
    en: (least: string) => `The whole interval lies above ${least}, the smallest difference worth having.`,
    ko: (least: string) => `구간 전체가 의미 있는 최소 차이 ${least}보다 위에 있습니다.`,
  },
  refutedBy: {
    en: (least: string) => `The whole interval lies below ${least}, the smallest difference worth having.`,
    ko: (least: string) => `구간 전체가 의미 있는 최소 차이 ${least}보다 아래에 있습니다.`,
  },
  undecidedBy: {
    en: (least: string) => `The interval has ${least}, the smallest difference worth having, inside it.`,
    ko: (least: string) => `의미 있는 최소 차이 ${least}가 구간 안에 있습니다.`,
  },
  oneSeed: {
    en: "One of the two has a single seed, which leaves every verdict undecided.",
    ko: "둘 중 하나의 시드가 하나뿐이라 결론을 낼 수 없습니다.",
  },
  difference: { en: "Difference", ko: "차이" },
  against: { en: "Against", ko: "대조군" },
  onPairs: {
    en: (pairs: string, ground: string) => `${pairs} pairs, ${ground}`,
    ko: (pairs: string, ground: string) => `${ground} ${pairs}쌍`,
  },
  seeds: {
    en: (treatment: number, control: number) => `${treatment} seeds against ${control}`,
    ko: (treatment: number, control: number) => `시드 ${treatment}개 대 ${control}개`,
  },
  pValue: { en: "p, one-sided", ko: "p (단측)" },
  detectable: { en: "Found in 4 of 5 cases", ko: "다섯 중 네 번 찾아내는 차이" },
  settle: { en: "To settle it", ko: "판가름하려면" },
  seedsEach: { en: (seeds: number) => `${seeds} seeds each`, ko: (seeds: number) => `시드 ${seeds}개씩` },
  pairsInstead: {
    en: (pairs: string) => `about ${pairs} pairs; no number of seeds would`,
    ko: (pairs: string) => `약 ${pairs}쌍 (시드를 늘려서는 안 됨)`,
  },
  missing: { en: "Finished runs are missing of:", ko: "끝난 실행이 없는 실험:" },
} satisfies Dictionary;

export const diagnosisWords = {
  calibration: { en: "Calibration", ko: "보정" },
  calibrationNote: {
    en: (slope: string, intercept: string) =>
      `Score by prediction. The straight line through all pairs is ${slope} × prediction ${intercept}; Pearson does not mind it, a bend costs.`,
    ko: (slope: string, intercept: string) =>
      `예측에 따른 점수입니다. 모든 쌍을 지나는 직선은 ${slope} × 예측 ${intercept}이며, 피어슨 상관은 직선이면 손해가 없고 휘면 손해를 봅니다.`,
  },
  isotonicGain: {
    en: (gain: string) => `A rising curve instead would gain ${gain}.`,
    ko: (gain: string) => `단조 증가 곡선으로 바꾸면 ${gain} 오릅니다.`,
  },
  prediction: { en: "prediction", ko: "예측" },
  meanScore: { en: "score", ko: "점수" },
  bins: { en: "mean of a bin, with 95 % interval", ko: "구간별 평균과 95 % 구간" },
  line: { en: "straight line", ko: "직선" },
  curve: { en: "rising curve", ko: "단조 증가 곡선" },
  slices: { en: "Slices", ko: "조각별 성능" },
  slicesNote: {
    en: "Residual: prediction on the line less score; above 0 it scores too high.",
    ko: "잔차는 직선 위 예측에서 점수를 뺀 값이며, 0보다 크면 너무 높게 매긴 것입니다.",
  },
  slice: { en: "slice", ko: "조각" },
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

export const runWords = {
  run: { en: "run", ko: "실행" },
  state: { en: "state", ko: "상태" },
  finished: { en: "finished", ko: "완료" },
  running: { en: "running", ko: "진행 중" },
  unfinished: { en: "stopped", ko: "중단됨" },
  failed: { en: "failed", ko: "실패" },
  otherCode: { en: "other code", ko: "코드 다름" },
  past: { en: "past", ko: "이전 것" },
  heldOut: { en: "held out", ko: "held-out" },
  commit: { en: "commit", ko: "커밋" },
  engine: { en: "engine", ko: "엔진" },
  machine: { en: "machine", ko: "기계" },
  cores: { en: (cores: number) => `${cores} cores`, ko: (cores: number) => `코어 ${cores}개` },
  took: { en: "took", ko: "걸린 시간" },
  speed: { en: "pairs/s", ko: "쌍/초" },
  memory: { en: "peak memory", ko: "최대 메모리" },
  finishedAt: { en: "finished", ko: "끝난 때" },
} satisfies Dictionary;
