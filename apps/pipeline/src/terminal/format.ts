import { counted } from "@dalmeum/contracts";
import { metric } from "@dalmeum/reports/numbers";
import type { RunMetrics } from "@dalmeum/runs";

/** 8.3 -> "8 s"; 83.2 -> "1:23 min"; 3,600 -> "1:00:00 h". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest} h` : `${minutes}:${rest} min`;
}

/** Two lines: Pearson and Spearman of `subject`, e.g. dev, with their intervals. */
export function metricLines({ pairs, pearson, spearman }: RunMetrics, subject: string): readonly string[] {
  return Object.entries({ Pearson: pearson, Spearman: spearman }).map(
    ([name, { estimate, low, high, level }]) =>
      `${subject} ${name} ${metric(estimate)} [${metric(low)}, ${metric(high)}] ` +
      `(${Math.round(level * 100)} %, bootstrap over ${counted(pairs, "pair")})`,
  );
}
