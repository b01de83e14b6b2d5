import type { Element } from "xast";
import { x as xml } from "xastscript";
import { pixel } from "../svg/pixel.ts";
import { density } from "./density.ts";

/**
 * Dots, darker where several points share four pixels: at most a dot for each of those, so that ten thousand points make
 * no larger a file than they make a picture.
 */
export function cloudSvg(points: readonly { readonly x: number; readonly y: number }[]): Element[] {
  const cells = new Map<string, { x: number; y: number; count: number }>();
  for (const { x, y } of points) {
    const key = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
    const cell = cells.get(key) ?? { x: 0, y: 0, count: 0 };
    cells.set(key, { x: cell.x + x, y: cell.y + y, count: cell.count + 1 });
  }
  const dots = [...cells.values()];
  const { ranges, step } = density(dots.reduce((largest, { count }) => Math.max(largest, count), 1));
  return ranges.map((_, index) =>
    xml("path", {
      class: "ink",
      fill: "none",
      "stroke-width": points.length > FEW ? 5 : 9,
      "stroke-linecap": "round",
      "stroke-opacity": opacity(index, ranges.length),
      d: dots
        .filter(({ count }) => step(count) === index)
        .map(({ x, y, count }) => `M${pixel(x / count)},${pixel(y / count)}h0`)
        .join(""),
    }),
  );
}

const CELL = 4;
/** Fewer are not lost below lines. */
const FEW = 100;

/** From faint for one point to full for the most; alone, something between. */
const opacity = (step: number, steps: number): number =>
  steps === 1 ? 0.7 : Math.round((0.3 + (0.7 * step) / (steps - 1)) * 100) / 100;
