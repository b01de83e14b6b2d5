import { type Metric, METRIC_NAMES } from "@dalmeum/experiments";
import type { Said } from "@dalmeum/reports";

/** As reports name them. */
export const metricNames: Said<Readonly<Record<Metric, string>>> = {
  en: METRIC_NAMES,
  ko: { pearson: "피어슨 r", spearman: "스피어만 rho" },
};
