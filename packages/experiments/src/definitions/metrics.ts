/** Metrics that a hypothesis may be about. */
export const METRICS = ["pearson", "spearman"] as const;
export type Metric = (typeof METRICS)[number];

/** Metrics as people read them. */
export const METRIC_NAMES = { pearson: "Pearson's r", spearman: "Spearman's rho" } as const satisfies Record<
  Metric,
  string
>;
