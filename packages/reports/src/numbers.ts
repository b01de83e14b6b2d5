/** An estimate and how far off it may be. */
interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Four decimals; a value that is not defined says so. */
export const four = (value: number): string => (Number.isFinite(value) ? value.toFixed(4) : "undefined");

/** Four decimals and a sign. */
export const signed = (value: number): string => (value > 0 ? "+" : "") + four(value);

/** "+0.0031 [-0.0012, +0.0074]". */
export const intervalText = ({ estimate, low, high }: Interval): string =>
  `${signed(estimate)} [${signed(low)}, ${signed(high)}]`;

/** A p-value: none is 0. */
export const pText = (value: number): string => (value < 0.0001 ? "< 0.0001" : value.toFixed(4));

/** A column of numbers. */
export const right = (title: string) => ({ title, align: "right" }) as const;

/** Four decimals; a metric that is not defined is null. */
export function metric(value: number | null): string {
  // Adding 0 turns -0 into 0.
  return value === null
    ? "undefined (equal predictions or gold scores)"
    : (Math.round(value * 1e4) / 1e4 + 0).toFixed(4);
}
