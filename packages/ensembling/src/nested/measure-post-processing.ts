import type { PostProcessing } from "@dalmeum/contracts";
import type { Interval } from "@dalmeum/evaluation";
import { withPostProcessing } from "../post-processing/with-post-processing.ts";
import { pearsonDifference } from "./pearson-difference.ts";
import { pearsonOf } from "./estimate-optimism.ts";
import { nestedPredictions, type NestedOptions } from "./nested-predictions.ts";

/** What a step of post-processing does to pairs that it has not learned from. */
export interface MeasuredStep {
  readonly name: string;
  /** Pearson's r after this step and those before it. */
  readonly pearson: number;
  /** What the step alone adds to it, with the interval of 95 % over other pairs. */
  readonly gain: Interval;
}

/**
 * Measure each step on nested folds, after the steps before it.
 * @throws UserError where the folds do not hold each id once.
 */
export function measurePostProcessing({
  steps,
  ...options
}: NestedOptions & { readonly steps: readonly PostProcessing[] }): readonly MeasuredStep[] {
  const stages = [[], ...steps.map((_, index) => steps.slice(0, index + 1))].map((some) =>
    nestedPredictions({ ...options, ensembler: withPostProcessing(options.ensembler, some) }),
  );
  return steps.map(({ name }, index) => {
    const [before = [], after = []] = stages.slice(index, index + 2);
    return { name, pearson: pearsonOf(after, options.gold), gain: pearsonDifference(before, after, options.gold) };
  });
}
