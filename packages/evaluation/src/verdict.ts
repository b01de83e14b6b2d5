import { expectLevel } from "./expect-level.ts";

/** Whether a treatment is better than its control by more than the smallest difference worth having. */
export type Verdict = "supported" | "refuted" | "undecided";

/**
 * Supported where the difference is shown to exceed the smallest one worth having, refuted where it is shown to fall short.
 * Each is a one-sided test at (1 - level) / 2, so without correction the verdict is in where the whole interval of this
 * level lies on one side.
 * @param exceeds p-value of the hypothesis that the difference is at most the smallest worth having; 0 .. 1, corrected or not.
 * @param fallsShort p-value of the hypothesis that it is at least that: without correction 1 - `exceeds`.
 * @throws UserError where the level is out of range.
 */
export function verdictOf(exceeds: number, fallsShort: number, level = 0.95): Verdict {
  expectLevel("verdictOf", level);
  const alpha = (1 - level) / 2;
  if (exceeds < alpha) return "supported";
  return fallsShort < alpha ? "refuted" : "undecided";
}
