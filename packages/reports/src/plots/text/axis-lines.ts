import type { ScaleLinear } from "d3-scale";
import { tickFormat } from "../number-format.ts";

/** An axis below a drawing: a rule with marks, and their numbers. The scale's range is 0 to the last column. */
export function axisLines(scale: ScaleLinear<number, number>, columns: number): readonly [string, string] {
  const ticks = Math.max(Math.floor(columns / 12), 2);
  const shown = tickFormat(scale, ticks);
  const rule = Array.from({ length: columns }, () => "-");
  let labels = "";
  for (const tick of scale.ticks(ticks)) {
    const column = Math.round(scale(tick));
    rule[column] = "+";
    const label = shown(tick);
    const start = Math.max(Math.min(column - Math.floor(label.length / 2), columns - label.length), 0);
    if (labels !== "" && start <= labels.length) continue;
    labels = labels.padEnd(start) + label;
  }
  return [rule.join(""), labels];
}
