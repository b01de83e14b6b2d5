import type { ScaleLinear } from "d3-scale";
import type { Element } from "xast";
import { x as xml } from "xastscript";
import { tickFormat } from "../number-format.ts";
import { pixel } from "./pixel.ts";
import { svgText } from "./svg-text.ts";

/** Grid lines and numbers of an axis along the bottom of an area, from `top` to `bottom`. */
export function valueAxis(scale: ScaleLinear<number, number>, ticks: number, top: number, bottom: number): Element[] {
  const shown = tickFormat(scale, ticks);
  return scale.ticks(ticks).flatMap((tick) => {
    const x = pixel(scale(tick));
    return [
      xml("path", { class: "grid", d: `M${x},${pixel(top)}V${pixel(bottom)}` }),
      svgText(shown(tick), { x, y: bottom + 17, anchor: "middle", quiet: true }),
    ];
  });
}
