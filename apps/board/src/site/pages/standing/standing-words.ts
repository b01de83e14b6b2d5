import type { Dictionary } from "../../language/say.ts";

export const standingWords = {
  title: { en: "Standing", ko: "순위" },
  best: { en: "Best", ko: "최고 점수" },
  tied: { en: "Tied for first", ko: "공동 1위" },
  tiedNote: {
    en: "Cannot be told apart from the best: paired test, 95 %, Holm corrected.",
    ko: "최고와 구별되지 않습니다 (대응 검정, 95 %, Holm 보정).",
  },
  first: { en: "First", ko: "1위" },
  behind: { en: "Behind", ko: "그다음" },
  behindNote: { en: "Told apart from the best.", ko: "최고와 구별됩니다." },
  experiments: { en: "Experiments", ko: "실험" },
  runs: { en: "Runs", ko: "실행" },
  finishedOf: {
    en: (used: number, expected: number) => `${used} of ${expected} finished`,
    ko: (used: number, expected: number) => `${expected}개 중 ${used}개 완료`,
  },
  running: { en: (count: number) => `${count} running`, ko: (count: number) => `${count}개 진행 중` },
  submissionsLeft: { en: "Submissions left today", ko: "오늘 남은 제출" },
  leftOf: {
    en: (left: number, most: number) => `${left} of ${most}`,
    ko: (left: number, most: number) => `${most}번 중 ${left}번`,
  },
  judgedOn: { en: "Judged on", ko: "기준" },
  ground: {
    en: (name: string, ground: string, pairs: string) => `${name}, ${ground}, ${pairs} pairs`,
    ko: (name: string, ground: string, pairs: string) => `${name}, ${ground}, ${pairs}쌍`,
  },
  owner: { en: "Owner", ko: "담당" },
  module: { en: "Module", ko: "모듈" },
  encoder: { en: "Encoder", ko: "인코더" },
  name: { en: "Name", ko: "이름" },
  all: { en: "all", ko: "전체" },
  shown: {
    en: (shown: number, of: number) => `${shown} of ${of} experiments`,
    ko: (shown: number, of: number) => `실험 ${of}개 중 ${shown}개`,
  },
  clear: { en: "Clear filters", ko: "필터 지우기" },
  noneShown: { en: "No experiment is of this owner, module, encoder and name.", ko: "조건에 맞는 실험이 없습니다." },
  place: { en: "Place", ko: "순위" },
  experiment: { en: "Experiment", ko: "실험" },
  interval: { en: "95 % interval", ko: "95 % 신뢰구간" },
  fromBest: { en: "From the best", ko: "최고와의 차이" },
  settle: { en: "To settle", ko: "판정하려면" },
  seedsToSettle: {
    en: (seeds: number) => `${seeds} seeds each`,
    ko: (seeds: number) => `시드 ${seeds}개씩`,
  },
  pairsToSettle: {
    en: (pairs: string) => `no seeds; ${pairs} pairs`,
    ko: (pairs: string) => `시드로는 불가, ${pairs}쌍`,
  },
  oneSeed: { en: "another seed may do otherwise: train more", ko: "시드가 하나라 달라질 수 있음: 더 학습" },
  compare: { en: "Compare", ko: "비교" },
  compareThis: { en: (name: string) => `Compare ${name}`, ko: (name: string) => `${name} 비교` },
  compareHint: { en: "Tick two experiments to see them side by side.", ko: "두 실험을 고르면 나란히 볼 수 있습니다." },
  oneMore: { en: "One more.", ko: "하나 더 고르세요." },
  sideBySide: { en: "Show side by side", ko: "나란히 보기" },
  otherCode: {
    en: (count: number) => `${count} of other code`,
    ko: (count: number) => `코드 다름 ${count}개`,
  },
  failed: { en: (count: number) => `${count} failed`, ko: (count: number) => `${count}개 실패` },
  seeds: {
    en: (count: number) => (count === 1 ? "1 seed" : `${count} seeds`),
    ko: (count: number) => `시드 ${count}개`,
  },
  finishedRuns: {
    en: (used: number, of: number) => `${used} of ${of} runs`,
    ko: (used: number, of: number) => `실행 ${used}/${of}`,
  },
  table: { en: "Experiments by their score", ko: "점수 순 실험" },
  unscored: { en: "Not scored yet", ko: "아직 점수가 없는 실험" },
  unscoredNote: {
    en: "Nothing of these is finished. To train one:",
    ko: "끝난 실행이 없습니다. 학습하려면:",
  },
  empty: {
    en: "Nothing is finished yet. Train the first experiment:",
    ko: "아직 끝난 실험이 없습니다. 첫 실험을 학습하세요:",
  },
  problems: {
    en: (count: number) => (count === 1 ? "1 thing could not be read" : `${count} things could not be read`),
    ko: (count: number) => `읽지 못한 것 ${count}개`,
  },
  problemsNote: { en: "They are left out of every page.", ko: "모든 페이지에서 빠져 있습니다." },
} satisfies Dictionary;

export const problemWords = {
  experiment: { en: "Experiment", ko: "실험" },
  run: { en: "Run", ko: "실행" },
  data: { en: "Data", ko: "데이터" },
  ledger: { en: "Ledger", ko: "제출 기록" },
  hypothesis: { en: "Hypothesis", ko: "가설" },
  blend: { en: "Blend", ko: "앙상블" },
} satisfies Dictionary;
