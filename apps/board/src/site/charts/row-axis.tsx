import { scaleLinear } from "d3-scale";
import { placeOf, type RowScale } from "./row-scale.ts";

/** Numbers above a column of rows that are drawn on one scale. */
export function RowAxis({ scale }: { readonly scale: RowScale }) {
  const axis = scaleLinear([scale.low, scale.high], [0, 1]);
  const shown = axis.tickFormat(3);
  return (
    <svg class="row-axis" aria-hidden="true">
      {axis.ticks(3).map((tick) => {
        const place = placeOf(tick, scale);
        const anchor = place < 12 ? "start" : place > 88 ? "end" : "middle";
        return (
          <text key={tick} x={`${place}%`} y="70%" text-anchor={anchor}>
            {shown(tick)}
          </text>
        );
      })}
    </svg>
  );
}
