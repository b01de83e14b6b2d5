import type { ScaleLinear } from "d3-scale";
import type { Element } from "xast";
import { x as xml } from "xastscript";
import { tickFormat } from "../number-format.ts";
import { pixel } from "../svg/pixel.ts";
import { svgFile, WIDTH } from "../svg/svg-file.ts";
import { LINE, svgText, textWidth } from "../svg/svg-text.ts";
import { valueAxis } from "../svg/value-axis.ts";
import { legendSvg } from "./legend-svg.ts";
import { type Plane, TICKS } from "./plane.ts";

type Scale = ScaleLinear<number, number>;

/** Axes, legend and notes around what `draw` draws on scales in pixels. */
export function planeSvg(plane: Plane, draw: (x: Scale, y: Scale) => readonly Element[]): string {
  const legend = legendSvg(plane, MARGIN);
  const shown = tickFormat(plane.y.scale, TICKS.y);
  const ticks = plane.y.scale.ticks(TICKS.y);
  const left = MARGIN + Math.max(...ticks.map((tick) => textWidth(shown(tick))), 0) + GAP;
  const right = WIDTH - 2 * MARGIN;
  const top = MARGIN + legend.height + LINE + 2 * GAP;
  const bottom = top + HEIGHT;
  const x = plane.x.scale.copy().range([left, right]);
  const y = plane.y.scale.copy().range([bottom, top]);
  const notesFrom = bottom + 3 * LINE;

  return svgFile(plane.title, notesFrom + plane.notes.length * LINE, [
    ...legend.elements,
    svgText(plane.y.label, { x: MARGIN, y: top - LINE + 2, room: WIDTH - 2 * MARGIN }),
    ...valueAxis(x, TICKS.x, top, bottom),
    ...ticks.flatMap((tick) => [
      xml("path", { class: "grid", d: `M${pixel(left)},${pixel(y(tick))}H${pixel(right)}` }),
      svgText(shown(tick), { x: left - GAP, y: y(tick) + BASELINE, anchor: "end", quiet: true }),
    ]),
    ...referenceLine(plane, left, right, y),
    ...draw(x, y),
    ...referenceLabel(plane, left, right, y),
    svgText(plane.x.label, { x: (left + right) / 2, y: bottom + 2 * LINE + 2, anchor: "middle", room: right - left }),
    ...plane.notes.map((note, index) =>
      svgText(note, { x: MARGIN, y: notesFrom + (index + 0.5) * LINE, quiet: true, room: WIDTH - 2 * MARGIN }),
    ),
  ]);
}

function referenceLine({ reference }: Plane, left: number, right: number, y: Scale): Element[] {
  if (reference === undefined) return [];
  const d = `M${pixel(left)},${pixel(y(reference.value))}H${pixel(right)}`;
  return [xml("path", { class: "ink", "stroke-dasharray": "5 4", d })];
}

/** Over the data, so that it can be read. */
function referenceLabel({ reference }: Plane, left: number, right: number, y: Scale): Element[] {
  if (reference === undefined) return [];
  const label = svgText(reference.label, {
    x: right,
    y: y(reference.value) - 5,
    anchor: "end",
    room: right - left,
  });
  return [xml("g", { class: "halo" }, label)];
}

const HEIGHT = 280;
const MARGIN = 12;
const GAP = 8;
/** From the middle of a line of text to its baseline. */
const BASELINE = 4.5;
