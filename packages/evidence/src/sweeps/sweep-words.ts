import { count, counted } from "@dalmeum/contracts";
import type { Said } from "@dalmeum/reports";
import type { Ground } from "../arms/grounds.ts";

/** What every point was judged on. */
interface Judged {
  readonly metric: string;
  readonly ground: Ground;
  readonly pairs: number;
  readonly seeds: number;
}

const en = {
  title: (experiment: string, metric: string, swept: readonly string[]) =>
    `${experiment}: ${metric} over ${swept.join(" and ")}`,
  nothing: "No point has all of its runs.",
  judged: ({ metric, ground, pairs, seeds }: Judged) =>
    `${metric} ${ground === "dev" ? "on dev" : "out of fold"}, ${counted(pairs, "pair")}, ` +
    `${counted(seeds, "seed")} a point; intervals of 95 %, over other examples` +
    (seeds > 1 ? " and other seeds." : " alone: one seed says nothing of another."),
  overlapping:
    "Intervals of two points may overlap where their difference is certain: they share their examples. `npx dalmeum compare` tests a difference.",
  plot: (metric: string, swept: readonly string[]) => `${metric} over ${swept.join(" and ")}, 95 % intervals`,
  columns: { mean: "mean", interval: "interval", trainGap: "train less held out", perSeed: "each seed" },
  failed: "Missing or failed",
  notTrained: "not trained",
};

const ko: typeof en = {
  title: (experiment, metric, swept) => `${experiment}: ${swept.join(", ")}에 따른 ${metric}`,
  nothing: "실행이 다 있는 점이 없다.",
  judged: ({ metric, ground, pairs, seeds }) =>
    `${metric}, ${ground} ${count(pairs)}쌍, 점마다 시드 ${count(seeds)}개. ` +
    (seeds > 1
      ? "95 % 신뢰구간은 다른 예제와 다른 시드가 뽑혔을 때에 대한 것이다."
      : "95 % 신뢰구간은 다른 예제가 뽑혔을 때에 대한 것뿐이다: 시드 하나로는 다른 시드를 알 수 없다."),
  overlapping:
    "두 점의 신뢰구간이 겹쳐도 차이는 확실할 수 있다: 같은 예제를 쓰기 때문이다. 차이는 `npx dalmeum compare`로 검정한다.",
  plot: (metric, swept) => `${swept.join(", ")}에 따른 ${metric}, 95 % 신뢰구간`,
  columns: { mean: "평균", interval: "신뢰구간", trainGap: "train에서 held-out을 뺀 값", perSeed: "시드별" },
  failed: "없거나 실패한 실행",
  notTrained: "학습하지 않음",
};

/** What a report on a sweep says. */
export const sweepWords: Said<typeof en> = { en, ko };
