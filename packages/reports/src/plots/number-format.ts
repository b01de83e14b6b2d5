import { format } from "d3-format";
import type { ScaleLinear } from "d3-scale";

type Shown = (value: number) => string;

/** How values that stand together are written: whole numbers as such, others with four digits of the largest. */
export function numberFormat(values: readonly number[]): Shown {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (isFarFromOne(largest)) return written(".3~e");
  if (values.every(Number.isInteger)) return written(",d");
  return written(`,.${Math.max(3 - Math.floor(Math.log10(largest)), 0)}f`);
}

/** How the ticks of an axis are written: with the digits in which they differ. */
export function tickFormat(scale: ScaleLinear<number, number>, ticks: number): Shown {
  const largest = Math.max(...scale.domain().map(Math.abs));
  return ascii(scale.tickFormat(ticks, isFarFromOne(largest) ? "~e" : undefined));
}

const isFarFromOne = (size: number): boolean => size >= 1e9 || (size > 0 && size < 1e-4);

/** A terminal may give d3's minus sign two columns. */
const ascii =
  (shown: Shown): Shown =>
  (value) =>
    shown(value).replaceAll("\u2212", "-");

const written = (specifier: string): Shown => ascii(format(specifier));
