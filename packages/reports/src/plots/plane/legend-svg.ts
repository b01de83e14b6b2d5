import type { Element } from "xast";
import { x as xml } from "xastscript";
import { pixel } from "../svg/pixel.ts";
import { WIDTH } from "../svg/svg-file.ts";
import { LINE, svgText, textWidth } from "../svg/svg-text.ts";
import { dashesOf, seriesClass, seriesMark } from "./series-style.ts";

/** The names of series beside their marks, in as many lines as they need, from `top`. */
export function legendSvg(names: readonly string[], top: number): { elements: Element[]; height: number } {
  let x = top;
  let line = 0;
  const elements = names.map((name, index) => {
    const width = SAMPLE + Math.min(textWidth(name), MOST_OF_NAME) + GAP;
    if (x > top && x + width > WIDTH) {
      x = top;
      line += 1;
    }
    const y = top + (line + 0.5) * LINE;
    const sample = xml("g", { class: seriesClass(index) }, [
      xml("path", {
        stroke: "currentColor",
        "stroke-width": 2,
        "stroke-dasharray": dashesOf(index),
        d: `M${pixel(x)},${pixel(y)}h${SAMPLE - 6}`,
      }),
      seriesMark(index, x + (SAMPLE - 6) / 2, y),
      svgText(name, { x: x + SAMPLE, y: y + 4.5, room: MOST_OF_NAME }),
    ]);
    x += width;
    return sample;
  });
  return { elements, height: names.length === 0 ? 0 : (line + 1) * LINE };
}

const SAMPLE = 40;
const GAP = 18;
const MOST_OF_NAME = 300;
