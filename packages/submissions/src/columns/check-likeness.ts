import { distributionGap } from "@dalmeum/evaluation";
import { type GateVerdict, passed, warning } from "../verdicts/verdict.ts";
import { percent, standardDeviation, tiedShare } from "./column.ts";

/** A difference is chance where it lies within what this share of draws gives. */
const LEVEL = 0.9999;

/** Distance of two distributions beyond chance: from KorSTS's dev to its test 0.08 at most, from one of its sources to another 0.6. */
const ODD_DISTANCE = 1 / 4;

/** Rows that share their value, of all, test's less dev's beyond chance. */
const ODD_TIES = 1 / 4;

/** Ratio of two standard deviations: between sources of KorSTS 2.3 at most. */
const IMPOSSIBLE_RATIO = 3;

/**
 * A model spreads its predictions of test about as those of dev.
 *
 * D of Kolmogorov and Smirnov less its band at level 0.9999 (`distributionGap`) is odd above 1/4, and so is a share of tied rows
 * above dev's by as much; standard deviations more than a factor of 3 apart, where D lies beyond its band, are impossible.
 * @param dev and `targets`, both within the range that a submission has.
 */
export function checkLikeness(dev: readonly number[], targets: readonly number[]): GateVerdict {
  const check = "likeness";
  const text = `test ${summary(targets)}; dev ${summary(dev)}`;
  const { distance, band } = distributionGap(dev, targets, LEVEL);
  const ratio = standardDeviation(targets) / standardDeviation(dev);
  if (distance > band && (ratio > IMPOSSIBLE_RATIO || ratio < 1 / IMPOSSIBLE_RATIO)) {
    return { check, verdict: "failed", text: `${text}: one of the two was scaled` };
  }
  const odd: string[] = [];
  if (distance - band > ODD_DISTANCE) {
    odd.push(`their distributions lie ${distance.toFixed(2)} apart, by chance at most ${band.toFixed(2)}`);
  }
  const [tied, devTied] = [tiedShare(targets), tiedShare(dev)];
  if (tied - devTied - band > ODD_TIES) {
    odd.push(`${percent(tied)} of test's rows have another's value, ${percent(devTied)} of dev's`);
  }
  return odd.length === 0 ? passed(check, text) : warning(check, `${text}: ${odd.join("; ")}`);
}

/** Its middle and where nine in ten rows lie. */
function summary(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.round(share * (sorted.length - 1))] ?? NaN).toFixed(2);
  return `${at(0.05)}, ${at(0.5)}, ${at(0.95)} at 5, 50, 95 %, sd ${standardDeviation(values).toFixed(2)}`;
}
