import { fitOverlap } from "@dalmeum/baselines";
import { counted, type SentencePair } from "@dalmeum/contracts";
import { gapBand, pearson } from "@dalmeum/evaluation";
import { four } from "@dalmeum/reports/numbers";
import { type GateVerdict, passed, warning } from "../verdicts/verdict.ts";

/** What is known of other pairs than the test's: their labels, or predictions of them. */
export interface KnownColumn {
  /** E.g. "dev's predictions". */
  readonly name: string;
  readonly pairs: readonly SentencePair[];
  readonly values: readonly number[];
}

/** A difference is chance where it lies within what this share of draws gives. */
const LEVEL = 0.9999;

/**
 * Shares of the known correlation that are lost beyond chance. Honest predictions lose up to 0.27 of it, chance included, from
 * KorSTS's captions of videos to its news; from its dev to its test 0.04.
 */
const ODD = 1 / 6;
const IMPOSSIBLE = 1 / 3;

/** Fewer rows have no interval. */
const FEWEST = 4;

/** Rows by which a column may have been moved. */
const MOVES = [1, -1, 2, -2, 3, -3];

/** A fault may begin at some row: a column is looked at in parts besides, if they have this many rows. */
const PARTS = 4;
const FEWEST_OF_PART = 50;

/**
 * Predictions follow how much of two sentences is the same, which is counted without labels, about as closely as what is known
 * of other pairs does. A column that was inverted, or stands beside other ids than its own, does not.
 *
 * With r the correlations with the overlap, and Zou's band for their difference at level 0.9999 (`gapBand`), the share
 * (rKnown - rTest - band) / rKnown is lost beyond chance: above 1/6 is odd, above 1/3, of all rows or a quarter of them,
 * impossible. So is a column that follows the overlap that much better once it is moved by a few rows.
 * @param targets in the order of `test`.
 */
export function checkOverlap(
  known: KnownColumn,
  test: readonly SentencePair[],
  targets: readonly number[],
): GateVerdict {
  const check = "overlap";
  const [nKnown, n] = [known.pairs.length, test.length];
  if (Math.min(nKnown, n) < FEWEST) return passed(check, `${nKnown} and ${n} pairs are too few to tell`);
  const overlap = fitOverlap([...known.pairs, ...test]);
  const rKnown = pearson(known.values, known.pairs.map(overlap));
  const tells = lost({ r: Math.abs(rKnown), n: nKnown }, { r: 0, n }) > IMPOSSIBLE;
  // Where pairs that share less are known to be more similar, all is turned: less is always worse.
  const sign = tells ? Math.sign(rKnown) : 1;
  const counts = test.map((pair) => sign * overlap(pair));
  const ofKnown: Correlation = { r: sign * rKnown, n: nKnown };
  const whole = pearson(targets, counts);
  const text = `r with what two sentences share: ${four(sign * whole)} on test, ${four(rKnown)} for ${known.name}`;
  if (Number.isNaN(rKnown) || Number.isNaN(whole)) return passed(check, `${text}; that tells nothing`);

  for (const [from, to] of tells ? [[0, n] as const, ...parts(n)] : []) {
    const fault = faultOf(targets.slice(from, to), counts.slice(from, to), ofKnown);
    const where = to - from === n ? "" : `in rows ${from + 1} to ${to} `;
    if (fault !== undefined) return { check, verdict: "failed", text: `${text}; ${where}${fault}` };
  }
  if (lost(ofKnown, { r: whole, n }) > ODD) return warning(check, `${text}; less than chance explains`);
  return passed(check, tells ? text : `${text}; too weak, or of too few pairs, to tell`);
}

/** Measured on `n` rows. */
interface Correlation {
  readonly r: number;
  readonly n: number;
}

/** What cannot be of some rows; undefined where nothing is wrong with them. */
function faultOf(targets: readonly number[], counts: readonly number[], known: Correlation): string | undefined {
  const n = targets.length;
  const movedBy = (rows: number): Correlation => {
    const r = pearson(
      targets.map((_, row) => targets.at((row + rows) % n) ?? NaN),
      counts,
    );
    return { r: Number.isNaN(r) ? 0 : r, n };
  };
  const here = movedBy(0);
  const isLost = lost(known, here) > IMPOSSIBLE;
  if (isLost && here.r < -known.r / 2) return "the targets are inverted";
  const [best] = MOVES.map((rows) => ({ rows, ...movedBy(rows) })).toSorted((a, b) => b.r - a.r);
  if (best !== undefined && best.r > (1 - IMPOSSIBLE) * known.r && lost(best, here) > IMPOSSIBLE) {
    const way = `${counted(Math.abs(best.rows), "row")} ${best.rows > 0 ? "up" : "down"}`;
    return `${four(here.r)}, and ${four(best.r)} once they are moved ${way}: the targets stand beside other ids than theirs`;
  }
  return isLost ? `${four(here.r)}: the targets are of other pairs, or in another order` : undefined;
}

/** What another sample lacks of a correlation beyond chance, as a share of it; of none, nothing. */
const lost = (known: Correlation, other: Correlation): number =>
  known.r > 0 ? gapBand(known.r, known.n, other.r, other.n, LEVEL).low / known.r : 0;

function parts(n: number): readonly (readonly [from: number, to: number])[] {
  if (n < PARTS * FEWEST_OF_PART) return [];
  const ends = Array.from({ length: PARTS + 1 }, (_, part) => Math.round((part * n) / PARTS));
  return ends.slice(1).map((to, part) => [ends[part] ?? 0, to]);
}
