import type { Element } from "xast";
import { x as xml } from "xastscript";
import { pixel } from "../svg/pixel.ts";
import { WIDTH } from "../svg/svg-file.ts";
import { LINE, svgText, textWidth } from "../svg/svg-text.ts";
import type { Plane } from "./plane.ts";
import { dashesOf, seriesClass, seriesMark } from "./series-style.ts";

/** The names of points and series beside their marks, in as many lines as they need, from `top`. */
export function legendSvg(
  { point, names }: Pick<Plane, "point" | "names">,
  top: number,
): { elements: Element[]; height: number } {
  let x = top;
  let line = 0;
  const keys = [
    ...(point === undefined ? [] : [{ name: point, sample: dot }]),
    ...names.map((name, index) => ({ name, sample: (left: number, y: number) => stroke(index, left, y) })),
  ];
  const elements = keys.map(({ name, sample }) => {
    const width = SAMPLE + Math.min(textWidth(name), MOST_OF_NAME) + GAP;
    if (x > top && x + width > WIDTH) {
      x = top;
      line += 1;
    }
    const y = top + (line + 0.5) * LINE;
    const key = xml("g", [sample(x, y), svgText(name, { x: x + SAMPLE, y: y + 4.5, room: MOST_OF_NAME })]);
    x += width;
    return key;
  });
  return { elements, height: keys.length === 0 ? 0 : (line + 1) * LINE };
}

const dot = (left: number, y: number): Element =>
  xml("circle", { class: "ink", fill: "none", "stroke-width": 2.5, cx: pixel(left + MARK), cy: pixel(y), r: 1.25 });

const stroke = (index: number, left: number, y: number): Element =>
  xml("g", { class: seriesClass(index) }, [
    xml("path", {
      stroke: "currentColor",
      "stroke-width": 2,
      "stroke-dasharray": dashesOf(index),
      d: `M${pixel(left)},${pixel(y)}h${2 * MARK}`,
    }),
    seriesMark(index, left + MARK, y),
  ]);

const SAMPLE = 40;
/** From where a sample begins to its mark. */
const MARK = 17;
const GAP = 18;
const MOST_OF_NAME = 320;
