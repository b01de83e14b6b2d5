import type { ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { s } from "hastscript";
import { printable } from "../../printable.ts";
import { PLOT_STYLE } from "./plot-style.ts";

/** Every plot is as wide as a page's column of text. */
export const WIDTH = 720;

/** A whole SVG file of this height in pixels. */
export function svgFile(title: string, height: number, children: readonly ElementContent[]): string {
  const shown = printable(title);
  const svg = s(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: "img",
      ariaLabel: shown,
      className: "dalmeum-plot",
    },
    [s("title", shown), s("style", PLOT_STYLE), s("rect", { className: "paper", width: WIDTH, height }), ...children],
  );
  return toHtml(svg, { space: "svg", closeEmptyElements: true });
}
