import type { Dictionary } from "../../language/say.ts";

export const besideWords = {
  title: { en: "Side by side", ko: "나란히 보기" },
  scores: { en: "Scores", ko: "점수" },
  scoresNote: {
    en: "Whether a difference is more than noise, the paired test says:",
    ko: "차이가 잡음보다 큰지는 대응 검정으로 알 수 있습니다:",
  },
  what: { en: "what", ko: "항목" },
  options: { en: "Options that differ", ko: "서로 다른 옵션" },
  noDifference: { en: "All options are the same.", ko: "모든 옵션이 같습니다." },
  showAll: {
    en: (same: number) => `Show the ${same} that are the same too`,
    ko: (same: number) => `같은 옵션 ${same}개도 보기`,
  },
  curves: { en: "Learning curves", ko: "학습 곡선" },
  slices: { en: "Slices", ko: "슬라이스" },
  change: { en: "change", ko: "변화" },
  slicesNote: {
    en: "Pearson's r within each slice; the change is the second less the first.",
    ko: "슬라이스마다의 피어슨 상관이며, 변화는 둘째에서 첫째를 뺀 값입니다.",
  },
} satisfies Dictionary;
