import { number, oneOf, type Option, optional, text } from "../options/option.ts";
import { optionProblems, type Options } from "../options/option-problems.ts";
import { type Metric, METRICS } from "./metrics.ts";

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

const CLAIM = text("what the experiment is to show, in a sentence");

const HYPOTHESIS: Options<keyof Hypothesis> = {
  claim: CLAIM,
  control: text('the experiment that it is held against, e.g. "baseline"'),
  treatment: optional(text("an experiment's name, with settings")),
  metric: oneOf(METRICS),
  smallestDifference: number,
};

/** A hypothesis as somebody wrote it: a sentence, or all that `compare` asks for. */
export const hypothesisOption: Option = optional({
  ...CLAIM,
  problem: (value) =>
    typeof value === "object" && value !== null
      ? optionProblems(value, HYPOTHESIS).map((problem) => `in it, ${problem}`)[0]
      : CLAIM.problem(value),
});

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
