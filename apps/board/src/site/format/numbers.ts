import { four, signed as withSign } from "@dalmeum/reports/numbers";
import type { Interval } from "@dalmeum/standing/types";

/** A minus is as wide as a plus. */
const minus = (text: string): string => text.replaceAll("-", "−");

const NONE = "–";

/** Four decimals. */
export const score = (value: number | null): string => (value === null ? NONE : minus(four(value)));

/** Four decimals and a sign. */
export const signed = (value: number | null): string => (value === null ? NONE : minus(withSign(value)));

/** Two digits; none is 0. */
export const pText = (value: number): string => (value < 0.0001 ? "< 0.0001" : String(Number(value.toPrecision(2))));

/** "[0.8312, 0.8466]". */
export const range = ({ low, high }: Interval): string => `[${score(low)}, ${score(high)}]`;

/** "0.8389 [0.8312, 0.8466]". */
export const interval = (value: Interval | null): string =>
  value === null ? NONE : `${score(value.estimate)} ${range(value)}`;

/** "+0.0031 [−0.0012, +0.0074]". */
export const difference = (value: Interval | null): string =>
  value === null ? NONE : `${signed(value.estimate)} [${signed(value.low)}, ${signed(value.high)}]`;

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

/** "5,749": both languages part thousands so. */
export const count = (value: number): string => value.toLocaleString("en");
