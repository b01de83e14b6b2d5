import type { Said } from "../language.ts";

const en = {
  /** In place of a value. */
  none: "none",
  noneOf: (label: string) => `${label}: none`,
  leftOut: (points: number) => `${points} ${points === 1 ? "point" : "points"} without a value left out`,
  noPoints: "no points to draw",
  notDrawn: (series: number, most: number) => `${series} more series not drawn: ${most} can be told apart`,
  strongerWhereMore: (point: string) => `${point}, stronger where there are more`,
  shared: "2 to 9 series at one place",
};

const ko: typeof en = {
  none: "없음",
  noneOf: (label) => `${label}: 없음`,
  leftOut: (points) => `값이 없어 뺀 점 ${points}개`,
  noPoints: "그릴 점 없음",
  notDrawn: (series, most) => `그리지 않은 계열 ${series}개: 구별할 수 있는 것은 ${most}개까지`,
  strongerWhereMore: (point) => `${point}, 많은 곳일수록 진함`,
  shared: "2~9: 한 자리에 겹친 계열의 수",
};

/** What a plot says by itself. */
export const plotWords: Said<typeof en> = { en, ko };

export type PlotWords = typeof en;
