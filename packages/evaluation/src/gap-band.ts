import type { Interval } from "./bootstrap-interval.ts";
import { fisherInterval } from "./fisher-interval.ts";

/** A gap between two correlations; `estimate`, `low` and `high` are of the gap itself. */
export interface Gap extends Interval {
  /** How far from 0 a gap of this size may lie by chance. */
  readonly band: number;
  /** What is left of the gap past the band, with its sign; 0 where chance explains it. */
  readonly beyondBand: number;
}

/**
 * Difference rA - rB of correlations on two samples without a row in common, e.g. of train and dev, and the part of it that
 * chance does not explain: low = gap - sqrt((rA - lowA)^2 + (highB - rB)^2), high likewise.
 *
 * It assumes normal values, and says nothing of seeds.
 * @param rA correlation on the first sample, -1 .. 1, of `nA` rows, at least 4; `rB` and `nB` likewise.
 * @throws UserError where an argument is out of range.
 * @see Zou 2007, for independent samples.
 */
export function gapBand(rA: number, nA: number, rB: number, nB: number, level = 0.95): Gap {
  const [a, b] = [fisherInterval(rA, nA, level), fisherInterval(rB, nB, level)];
  const estimate = rA - rB;
  const below = Math.hypot(rA - a.low, b.high - rB);
  const above = Math.hypot(a.high - rA, rB - b.low);
  const band = estimate < 0 ? above : below;
  const beyondBand = Math.sign(estimate) * Math.max(0, Math.abs(estimate) - band);
  return { estimate, low: estimate - below, high: estimate + above, level, band, beyondBand };
}
