import type { Dictionary } from "../../language/say.ts";

export const submissionWords = {
  title: { en: "Submissions", ko: "제출" },
  empty: {
    en: "Nothing was handed in yet. Write the first submission:",
    ko: "아직 제출한 것이 없습니다. 첫 제출 파일을 만들어 보세요:",
  },
  left: { en: "Left today", ko: "오늘 남은 제출" },
  leftOf: {
    en: (spent: number, most: number, day: string) => `${spent} of ${most} spent on ${day}`,
    ko: (spent: number, most: number, day: string) => `${day}에 ${most}번 중 ${spent}번 사용`,
  },
  dayOf: {
    en: (zone: string) => `A day begins in ${zone}.`,
    ko: (zone: string) => `하루는 ${zone} 시간으로 시작합니다.`,
  },
  handedIn: { en: "Handed in", ko: "제출한 것" },
  best: { en: "Best", ko: "최고" },
  plot: { en: "Dev against public", ko: "dev와 public" },
  plotNote: {
    en: "Each whisker is the noise band of the gap. Where it does not reach the line, the gap is more than the draw of pairs explains.",
    ko: "세로 막대는 차이의 잡음 폭입니다. 선에 닿지 않으면, 어떤 쌍이 뽑혔는지만으로는 설명되지 않는 차이입니다.",
  },
  equal: { en: "dev = public", ko: "dev = public" },
  within: { en: "within noise", ko: "잡음 안" },
  beyond: { en: "beyond noise", ko: "잡음 밖" },
  notScored: {
    en: "No submission has both scores yet. Note a public score as it comes:",
    ko: "두 점수가 다 있는 제출이 없습니다. public 점수가 나오면 적어 두세요:",
  },
  ledger: { en: "Ledger", ko: "제출 기록" },
  submission: { en: "submission", ko: "제출" },
  experiment: { en: "experiment", ko: "실험" },
  why: { en: "why", ko: "이유" },
  nearest: { en: "nearest earlier one", ko: "가장 비슷한 이전 제출" },
  copy: { en: "a copy: it would tell nothing", ko: "사본: 알게 되는 것이 없음" },
  waiting: { en: "Written, not handed in", ko: "만들고 아직 내지 않은 것" },
  waitingNote: {
    en: "To hand one in and put it into the ledger:",
    ko: "제출하고 기록에 넣으려면:",
  },
} satisfies Dictionary;
