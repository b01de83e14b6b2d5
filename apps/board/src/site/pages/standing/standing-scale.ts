import type { Interval } from "@dalmeum/standing/types";
import { type RowScale, scaleOf } from "../../charts/row-scale.ts";

/** How many widths of the best one's interval the rows show: what lies further behind would press the others together. */
const MOST_WIDTHS = 8;

/** The scale of a standing's rows. */
export function standingScale(scores: readonly Interval[], best: Interval | null): RowScale {
  const all = scaleOf(scores, ...(best === null ? [] : [best.low, best.high]));
  if (best === null) return all;
  return { ...all, low: Math.max(all.low, best.low - MOST_WIDTHS * (best.high - best.low)) };
}
