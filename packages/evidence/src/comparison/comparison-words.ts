import { count, counted } from "@dalmeum/contracts";
import type { FamilyVerdict } from "@dalmeum/evaluation";
import { four, type Said } from "@dalmeum/reports";
import type { Ground } from "../arms/grounds.ts";

/** Where a verdict asks for no more than a difference, its margin is 0. */
interface Claim {
  readonly name: string;
  readonly metric: string;
  readonly control: string;
  readonly margin: number;
}

/** What a treatment's seeds would have told one by one. */
interface Early {
  /** After each number of seeds that was looked at. */
  readonly seeds: readonly number[];
  readonly verdicts: readonly string[];
  readonly settledAt: number | null;
  readonly left: number;
  readonly isOutOfReach: boolean;
}

const en = {
  title: (metric: string, treatments: string, control: string) => `${metric} of ${treatments} against ${control}`,
  verdicts: { supported: "SUPPORTED", refuted: "REFUTED", undecided: "UNDECIDED" } satisfies Record<
    FamilyVerdict["verdict"],
    string
  >,
  verdict: (verdict: string, { name, metric, control, margin }: Claim, difference: string) =>
    `${verdict}: ${name} has a higher ${metric} than ${control}${margin === 0 ? "" : ` by more than ${four(margin)}`}. ` +
    `Difference ${difference}.`,
  trainMore: "An arm has one seed, so nothing says how another would do: train more.",
  arms: "Arms",
  judged: (metric: string, ground: Ground, pairs: number) =>
    `${metric}, ${ground === "dev" ? "on dev" : "out of fold"}, ${counted(pairs, "pair")}.`,
  arm: "arm",
  control: (name: string) => `${name} (control)`,
  armColumns: { seeds: "seeds", mean: "mean", deviation: "sd over seeds", perSeed: "each seed" },
  differences: "Differences from the control",
  plot: {
    title: (metric: string, control: string) => `Difference of ${metric} from ${control}, 95 % intervals`,
    axis: "treatment less control",
    none: "no difference",
    smallest: (difference: number) => `smallest difference ${four(difference)}`,
  },
  treatment: "treatment",
  differenceColumns: {
    difference: "difference",
    overExamples: "over examples",
    overSeeds: "over seeds",
    p: "p",
    holm: "p, Holm",
  },
  oneSeed: "one seed",
  earlyVerdicts: { supported: "supported", refuted: "refuted", undecided: "undecided" } satisfies Record<
    FamilyVerdict["verdict"],
    string
  >,
  early: ({ seeds, verdicts, settledAt, left, isOutOfReach }: Early) => {
    const found = `Raced, after ${seeds.join(", ")} of ${counted(left + Math.max(...seeds), "seed")}: ${verdicts.join(", ")}`;
    const rest = `the ${counted(left, "seed")} that ${left === 1 ? "is" : "are"} left`;
    if (settledAt !== null) {
      return `${found}. Settled after ${settledAt}${left === 0 ? "" : `: ${rest} need not be trained`}.`;
    }
    if (left === 0) return `${found}. Not settled.`;
    return isOutOfReach
      ? `${found}. Out of reach: ${rest} ${left === 1 ? "is" : "are"} not likely to settle it.`
      : `${found}. Not settled yet: train ${rest}.`;
  },
  overExamplesAlone: "The interval and the noise band are over examples alone, of these very runs.",
  standardErrors: (examples: number, seeds: number) =>
    `Standard error from examples ${four(examples)}, from seeds ${four(seeds)}.`,
  noiseBand: (difference: number, margin: number) =>
    `Noise band: a true difference of ${four(difference)} would be found${margin === 0 ? "" : ` to exceed ${four(margin)}`} in ` +
    "80 % of such experiments; smaller ones mostly would not.",
  seedsToSettle: (seeds: number) =>
    `A true difference as large as this one would be settled by ${counted(seeds, "seed")} an arm (80 % power).`,
  examplesToSettle: (examples: number) =>
    "No number of seeds would settle a true difference as large as this one; " +
    `about ${count(examples)} examples would (80 % power).`,
  nothingToTest: "The two arms' mean predictions are the same up to scale: there is nothing to test.",
  williams: (degreesOfFreedom: number, statistic: string, p: string) =>
    "Williams' test of the two dependent correlations (predictions averaged over seeds): " +
    `t(${degreesOfFreedom}) = ${statistic}, p ${p}, two-sided, over examples alone.`,
};

const ko: typeof en = {
  title: (metric, treatments, control) => `대조군 ${control} 대비 ${treatments}의 ${metric}`,
  verdicts: { supported: "지지", refuted: "기각", undecided: "판단 보류" },
  verdict: (verdict, { name, metric, control, margin }, difference) =>
    `${verdict}: ${name}의 ${metric} 값이 ${control}보다 ${margin === 0 ? "" : `${four(margin)} 넘게 `}높다는 가설. ` +
    `차이 ${difference}.`,
  trainMore: "시드가 하나뿐인 군이 있어 다른 시드라면 어떨지 알 수 없다: 더 학습할 것.",
  arms: "비교한 군",
  judged: (metric, ground, pairs) => `${metric}, ${ground} ${count(pairs)}쌍.`,
  arm: "군",
  control: (name) => `${name} (대조군)`,
  armColumns: { seeds: "시드", mean: "평균", deviation: "시드 간 표준편차", perSeed: "시드별" },
  differences: "대조군과의 차이",
  plot: {
    title: (metric, control) => `${control} 대비 ${metric} 차이, 95 % 신뢰구간`,
    axis: "실험군에서 대조군을 뺀 값",
    none: "차이 없음",
    smallest: (difference) => `의미 있는 최소 차이 ${four(difference)}`,
  },
  treatment: "실험군",
  differenceColumns: {
    difference: "차이",
    overExamples: "예제에 대해",
    overSeeds: "시드에 대해",
    p: "p",
    holm: "p (Holm 보정)",
  },
  oneSeed: "시드 하나",
  earlyVerdicts: { supported: "지지", refuted: "기각", undecided: "판단 보류" },
  early: ({ seeds, verdicts, settledAt, left, isOutOfReach }) => {
    const found = `경주라면 시드 ${left + Math.max(...seeds)}개 가운데 ${seeds.join(", ")}개 뒤에: ${verdicts.join(", ")}`;
    const rest = `남은 시드 ${left}개`;
    if (settledAt !== null) {
      return `${found}. ${settledAt}개에서 판정이 났다${left === 0 ? "" : `: ${rest}는 학습하지 않아도 된다`}.`;
    }
    if (left === 0) return `${found}. 판정이 나지 않았다.`;
    return isOutOfReach
      ? `${found}. 도달 불가: ${rest}로는 판정이 나기 어렵다.`
      : `${found}. 아직 판정이 나지 않았다: ${rest}를 학습할 것.`;
  },
  overExamplesAlone: "신뢰구간과 잡음 폭은 이 실행들 그대로, 예제에 대해서만 본 것이다.",
  standardErrors: (examples, seeds) => `표준오차: 예제에서 ${four(examples)}, 시드에서 ${four(seeds)}.`,
  noiseBand: (difference, margin) =>
    `잡음 폭: 실제 차이가 ${four(difference)} 이상이면 이런 실험의 80 %에서 ` +
    `${margin === 0 ? "" : `${four(margin)} 넘는 차이로 `}찾아내고, 그보다 작으면 대개 찾지 못한다.`,
  seedsToSettle: (seeds) => `이만큼의 실제 차이를 판정하려면 군마다 시드 ${count(seeds)}개가 필요하다 (검정력 80 %).`,
  examplesToSettle: (examples) =>
    `이만큼의 실제 차이는 시드를 아무리 늘려도 판정할 수 없고, 예제 약 ${count(examples)}개가 있어야 한다 (검정력 80 %).`,
  nothingToTest: "두 군의 평균 예측은 척도만 다를 뿐 같다: 검정할 것이 없다.",
  williams: (degreesOfFreedom, statistic, p) =>
    "시드에 걸쳐 평균한 예측으로, 서로 종속인 두 상관을 비교한 Williams 검정: " +
    `t(${degreesOfFreedom}) = ${statistic}, p ${p}, 양측, 예제에 대해서만.`,
};

/** What a comparison says. */
export const comparisonWords: Said<typeof en> = { en, ko };

export type ComparisonWords = typeof en;
