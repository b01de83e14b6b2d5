import type { Element } from "xast";
import { toXml } from "xast-util-to-xml";
import { x as xml } from "xastscript";
import { printable } from "../../printable.ts";
import { PLOT_STYLE } from "./plot-style.ts";

/** Every plot is as wide as a page's column of text. */
export const WIDTH = 720;

/** A whole SVG file of this height in pixels. */
export function svgFile(title: string, height: number, children: readonly Element[]): string {
  const shown = printable(title);
  const svg = xml(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: "img",
      "aria-label": shown,
      class: "dalmeum-plot",
    },
    [xml("title", shown), xml("style", PLOT_STYLE), xml("rect", { class: "paper", width: WIDTH, height }), ...children],
  );
  // The serializer leaves this as it is, which XML forbids.
  return toXml(svg, { closeEmptyElements: true }).replaceAll("]]>", "]]&gt;");
}
