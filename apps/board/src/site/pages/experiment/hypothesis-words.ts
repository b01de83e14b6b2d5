import type { Dictionary } from "../../language/say.ts";

export const hypothesisWords = {
  title: { en: "Hypothesis", ko: "가설" },
  none: {
    en: "It states no hypothesis with a control: nothing can be supported or refuted.",
    ko: "대조군이 있는 가설이 없어 지지하거나 기각할 수 없습니다.",
  },
  supported: { en: "Supported", ko: "지지" },
  refuted: { en: "Refuted", ko: "기각" },
  undecided: { en: "Undecided", ko: "판단 보류" },
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
  detectable: { en: "Noise band", ko: "잡음 폭" },
  detectableNote: { en: "found in 4 of 5 cases", ko: "다섯 번 중 네 번은 찾아내는 차이" },
  judgedOn: { en: "Judged on", ko: "평가한 쌍" },
  settle: { en: "To settle it", ko: "판정하려면" },
  seedsEach: { en: (seeds: number) => `${seeds} seeds each`, ko: (seeds: number) => `시드 ${seeds}개씩` },
  pairsInstead: {
    en: (pairs: string) => `about ${pairs} pairs; no number of seeds would`,
    ko: (pairs: string) => `약 ${pairs}쌍 (시드를 늘려서는 안 됨)`,
  },
  missing: { en: "Finished runs are missing. To train them:", ko: "끝난 실행이 모자랍니다. 학습하려면:" },
} satisfies Dictionary;
