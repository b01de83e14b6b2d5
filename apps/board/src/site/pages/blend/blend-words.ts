import type { Dictionary } from "../../language/say.ts";

export const blendWords = {
  title: { en: "Blend", ko: "앙상블" },
  empty: {
    en: "No ensemble is finished yet. Train the one of the workspace once its members are:",
    ko: "아직 끝난 앙상블이 없습니다. 구성원이 끝난 다음 학습하세요:",
  },
  nested: { en: "On nested folds", ko: "중첩 폴드에서" },
  nestedNote: { en: "what it was not fitted on", ko: "가중치를 맞추지 않은 쌍" },
  fitted: { en: "Where it was fitted", ko: "맞춘 곳에서" },
  ensembler: { en: "Ensembler", ko: "앙상블 방법" },
  pairs: { en: "Pairs", ko: "쌍" },
  members: { en: "Members", ko: "구성원" },
  membersNote: {
    en: "Adds: Pearson's r of the blend less that without it. Where the interval has 0, the blend may not need it.",
    ko: "기여는 앙상블의 피어슨 상관에서 그 구성원을 뺀 앙상블의 것을 뺀 값입니다. 구간에 0이 있으면 없어도 될 수 있습니다.",
  },
  member: { en: "member", ko: "구성원" },
  weight: { en: "weight", ko: "가중치" },
  alone: { en: "alone", ko: "단독" },
  adds: { en: "adds", ko: "기여" },
  modules: { en: "What modules add", ko: "모듈의 기여" },
  modulesNote: {
    en: "What the members that use them add together; modules of one row are used by the same members and cannot be told apart.",
    ko: "그 모듈을 쓰는 구성원들이 함께 더하는 값입니다. 한 줄의 모듈은 같은 구성원들이 써서 구별할 수 없습니다.",
  },
  module: { en: "modules", ko: "모듈" },
  usedBy: { en: "used by", ko: "쓰는 구성원" },
  allUse: { en: "all members", ko: "모든 구성원" },
  correlations: { en: "Correlation of errors", ko: "오차의 상관" },
  correlationsNote: {
    en: "The lower, the more two members have to give each other.",
    ko: "낮을수록 두 구성원이 서로 더해 줄 것이 많습니다.",
  },
  low: { en: "low", ko: "낮음" },
  high: { en: "high", ko: "높음" },
  missing: { en: "What is missing", ko: "아직 없는 것" },
  missingNote: {
    en: "Finished experiments that are no members, what adds most first, on nested folds.",
    ko: "끝났지만 구성원이 아닌 실험을, 중첩 폴드에서 많이 더해 주는 순으로 보입니다.",
  },
  noCandidates: {
    en: "Every finished experiment on these pairs is a member.",
    ko: "같은 쌍으로 끝난 실험은 모두 구성원입니다.",
  },
  kind: { en: "kind", ko: "종류" },
  likeness: { en: "likest error", ko: "가장 닮은 오차" },
  wouldAdd: { en: "would add", ko: "더해 줄 값" },
  absent: { en: "No experiment yet of this kind:", ko: "아직 실험이 없는 종류:" },
  postProcessing: { en: "After blending", ko: "후처리" },
  step: { en: "step", ko: "단계" },
  gain: { en: "gain", ko: "이득" },
} satisfies Dictionary;

export const memberKindWords = {
  "bi-encoder": { en: "bi-encoder", ko: "바이인코더" },
  "cross-encoder": { en: "cross-encoder", ko: "크로스인코더" },
  baseline: { en: "baseline", ko: "베이스라인" },
  predictions: { en: "predictions from elsewhere", ko: "외부 예측" },
  other: { en: "other", ko: "기타" },
} satisfies Dictionary;
