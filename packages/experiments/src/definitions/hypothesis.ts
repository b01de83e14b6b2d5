import type { Metric } from "./metrics.ts";

/** What an experiment is to show: that it, the treatment, is better than its control. `npx dalmeum compare` tests it. */
export interface Hypothesis {
  /** In words. */
  readonly claim: string;
  /** The experiment that it is held against, as the command line names it, e.g. `bi-encoder` or `mixture:alpha=0`. */
  readonly control: string;
  /** The treatment, where it is not the experiment as it is without settings. */
  readonly treatment?: string;
  readonly metric: Metric;
  /** The smallest difference worth having, in units of the metric, 0 and up. */
  readonly smallestDifference: number;
}

/** What cannot work in a hypothesis. */
export function hypothesisProblems(hypothesis: Hypothesis | string | undefined): readonly string[] {
  if (typeof hypothesis !== "object") return [];
  const { smallestDifference, control } = hypothesis;
  const problems: string[] = [];
  if (!(smallestDifference >= 0 && smallestDifference <= 2)) {
    problems.push(`hypothesis.smallestDifference: found ${smallestDifference}, expected 0 .. 2`);
  }
  if (control === "") problems.push("hypothesis.control: found no name, expected an experiment's");
  return problems;
}
