import { scaleLinear } from "d3-scale";
import { placeOf, type RowScale } from "./row-scale.ts";

/** Hundredths of the width that a number takes where a column is narrow. */
const NUMBER = 32;

/** Numbers above a column of rows that are drawn on one scale. */
export function RowAxis({ scale }: { readonly scale: RowScale }) {
  const axis = scaleLinear([scale.low, scale.high], [0, 1]);
  const count = [3, 2, 1].find((ticks) => isRoomy(axis.ticks(ticks).map((tick) => placeOf(tick, scale)))) ?? 1;
  const shown = axis.tickFormat(count);
  return (
    <svg class="row-axis" aria-hidden="true">
      {axis.ticks(count).map((tick) => (
        <text key={tick} x={`${placeOf(tick, scale)}%`} y="70%" text-anchor="middle">
          {shown(tick)}
        </text>
      ))}
    </svg>
  );
}

const isRoomy = ([first, second]: readonly number[]): boolean =>
  first === undefined || second === undefined || second - first >= NUMBER;
