import { count, counted } from "@dalmeum/contracts";
import type { RaceStanding } from "@dalmeum/evaluation";
import type { Said } from "@dalmeum/reports";

/** What a race was about, and what it took. */
interface Raced {
  readonly asked: number;
  readonly whole: number;
  readonly metric: string;
  /** As text. */
  readonly smallestDifference: string;
  readonly seeds: number;
}

const en = {
  title: (experiment: string, swept: readonly string[]) => `${experiment}: a race over ${swept.join(" and ")}`,
  asked: ({ asked, whole, seeds }: Raced) =>
    `${count(asked)} of the ${counted(whole, "run")} of a whole sweep were asked for; a point has at most ${counted(seeds, "seed")}.`,
  question: ({ metric, smallestDifference }: Raced) =>
    `Each point is held against its control: is it better by more than ${smallestDifference} of ${metric}?`,
  corrected:
    "Intervals and verdicts are corrected for the looks that a race takes and for the number of points against a control. " +
    "A point with one seed has no interval.",
  outOfReach:
    "Out of reach is what the seeds that are left are not likely to settle, even were the true difference a standard error " +
    "larger; it is no verdict.",
  against: (control: string) => `Against ${control}`,
  columns: {
    point: "point",
    seeds: "seeds",
    difference: "difference",
    interval: "interval",
    verdict: "verdict",
    toSettle: "seeds to settle",
  },
  verdicts: {
    supported: "supported",
    refuted: "refuted",
    undecided: "undecided",
    outOfReach: "undecided, out of reach",
  },
  noSeeds: "more than 1,000",
  failed: "Missing or failed",
  notTrained: "not trained",
};

const ko: typeof en = {
  title: (experiment, swept) => `${experiment}: ${swept.join(", ")} 경주`,
  asked: ({ asked, whole, seeds }) =>
    `전체 스윕의 실행 ${count(whole)}개 가운데 ${count(asked)}개를 썼다. 한 점의 시드는 많아야 ${count(seeds)}개다.`,
  question: ({ metric, smallestDifference }) =>
    `점마다 대조군과 비교한다: ${metric} 기준으로 ${smallestDifference}보다 더 나은가?`,
  corrected:
    "신뢰구간과 판정은 경주 도중에 들여다본 횟수와 대조군 하나에 맞선 점의 수로 보정했다. 시드가 하나인 점에는 신뢰구간이 없다.",
  outOfReach:
    "도달 불가는 참된 차이가 표준오차만큼 더 크더라도 남은 시드로는 판정이 나기 어려운 점이다. 판정은 아니다.",
  against: (control) => `${control}에 견주어`,
  columns: {
    point: "점",
    seeds: "시드",
    difference: "차이",
    interval: "신뢰구간",
    verdict: "판정",
    toSettle: "판정에 드는 시드",
  },
  verdicts: { supported: "지지", refuted: "반박", undecided: "미결", outOfReach: "미결, 도달 불가" },
  noSeeds: "1,000개 넘게",
  failed: "없거나 실패한 실행",
  notTrained: "학습하지 않음",
};

/** What a report on a race says. */
export const raceWords: Said<typeof en> = { en, ko };

/** How a standing is called. */
export const standingName = ({ verdict, state }: RaceStanding): keyof (typeof en)["verdicts"] =>
  state === "out of reach" ? "outOfReach" : verdict;
