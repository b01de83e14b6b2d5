import { counted } from "@dalmeum/contracts";
import type { Said } from "@dalmeum/reports";

const en = {
  title: (submissions: number, left: number) => `${counted(submissions, "submission")}; today takes ${left} more`,
  none: "There is none yet: `npx dalmeum submissions add` adds one.",
  plot: "Pearson's r of each submission; dev with 95 % over other pairs: within that band a difference may be chance",
  pearson: "Pearson's r",
  submission: "submission",
  outOfFold: "out of fold",
  why: "why",
};

const ko: typeof en = {
  title: (submissions, left) => `제출 ${submissions}개, 오늘 남은 제출 ${left}번`,
  none: "아직 제출한 것이 없다: `npx dalmeum submissions add`가 더한다.",
  plot: "제출마다의 피어슨 r, dev에는 다른 쌍에 대한 95 % 신뢰구간: 그 안의 차이는 우연일 수 있다",
  pearson: "피어슨 r",
  submission: "제출",
  outOfFold: "out-of-fold",
  why: "이유",
};

/** What the report on the ledger says. */
export const ledgerWords: Said<typeof en> = { en, ko };
