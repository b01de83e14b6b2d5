import { UserError } from "@dalmeum/contracts";
import type { Arm } from "./comparison.ts";
import { correlation } from "./correlation.ts";
import type { MeasuredArm } from "./difference-variance.ts";
import { expectPaired } from "./expect-paired.ts";
import { pearsonInfluence } from "./pearson-influence.ts";
import { ranks } from "./spearman.ts";
import { spearmanInfluence } from "./spearman-influence.ts";

const METRICS = {
  pearson: { of: correlation, influence: pearsonInfluence },
  spearman: {
    of: (a: ArrayLike<number>, b: ArrayLike<number>): number => correlation(ranks(a), ranks(b)),
    influence: spearmanInfluence,
  },
};

/**
 * The metric of each seed of an arm, and the influence of each example on it.
 * @param caller how errors call the function that was asked.
 * @throws UserError where there are fewer than four examples or no seed, a list does not pair up with gold, or a side is
 * constant.
 */
export function measureArm(
  caller: string,
  { name, seeds }: Arm,
  gold: ArrayLike<number>,
  metric: keyof typeof METRICS,
): MeasuredArm {
  if (gold.length < 4) throw new UserError(`${caller}: found ${gold.length} examples, expected at least 4`);
  if (seeds.length === 0) throw new UserError(`${caller}: "${name}" has no seeds, expected predictions of one or more`);
  const perSeed = seeds.map((predictions, index) => {
    const subject = `${caller}, seed ${index + 1} of "${name}"`;
    expectPaired(subject, predictions, gold);
    const value = METRICS[metric].of(predictions, gold);
    if (Number.isNaN(value)) {
      throw new UserError(
        `${subject}: predictions or gold scores are all the same, so there is no ${metric} to compare`,
      );
    }
    return { value, influence: METRICS[metric].influence(predictions, gold) };
  });
  return {
    metric: Float64Array.from(perSeed, ({ value }) => value),
    influence: perSeed.map(({ influence }) => influence),
  };
}
