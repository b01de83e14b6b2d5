import type { Said } from "@dalmeum/reports";

const en = {
  title: (experiments: string) => `Dev Pearson of ${experiments} while they trained`,
  notScored: (missing: number, runs: number) =>
    `${missing} of ${runs} runs were not scored while they trained; trackDev in \`hooks\` does.`,
  plot: "Dev Pearson by updates",
  updates: "updates",
  devPearson: "dev Pearson",
  askedFor: "asked for",
  columns: { experiment: "experiment", run: "run", best: "best", last: "last" },
  updatesTo: (reach: number) => `updates to ${reach}`,
  never: "never",
};

const ko: typeof en = {
  title: (experiments) => `학습하는 동안 ${experiments}의 dev 피어슨`,
  notScored: (missing, runs) =>
    `실행 ${runs}개 중 ${missing}개는 학습하는 동안 점수를 매기지 않았다. \`hooks\`에 trackDev를 넣으면 매긴다.`,
  plot: "업데이트에 따른 dev 피어슨",
  updates: "업데이트",
  devPearson: "dev 피어슨",
  askedFor: "찾는 점수",
  columns: { experiment: "실험", run: "실행", best: "최고", last: "마지막" },
  updatesTo: (reach) => `${reach}까지의 업데이트`,
  never: "이르지 못함",
};

/** What a report on learning curves says. */
export const curvesWords: Said<typeof en> = { en, ko };
