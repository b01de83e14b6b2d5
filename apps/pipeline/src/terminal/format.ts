import type { RunMetrics } from "../runs/run-record.ts";

/** Metrics as people read them. */
export const METRIC_NAMES = { pearson: "Pearson's r", spearman: "Spearman's rho" } as const;

/** 1234567 -> "1,234,567". */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** "1 pair", "2 pairs". */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** 8.3 -> "8 s"; 83.2 -> "1:23 min"; 3,600 -> "1:00:00 h". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest} h` : `${minutes}:${rest} min`;
}

/** Four decimals; a metric that is not defined is null. */
export function metric(value: number | null): string {
  // Adding 0 turns -0 into 0.
  return value === null ? "undefined (equal predictions)" : (Math.round(value * 1e4) / 1e4 + 0).toFixed(4);
}

/** Two lines: Pearson and Spearman of `subject`, e.g. dev, with their intervals. */
export function metricLines({ pairs, pearson, spearman }: RunMetrics, subject: string): readonly string[] {
  return Object.entries({ Pearson: pearson, Spearman: spearman }).map(
    ([name, { estimate, low, high, level }]) =>
      `${subject} ${name} ${metric(estimate)} [${metric(low)}, ${metric(high)}] ` +
      `(${Math.round(level * 100)} %, bootstrap over ${counted(pairs, "pair")})`,
  );
}
