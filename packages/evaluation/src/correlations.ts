// Apart from the rest, whose distributions take a while to load.
export type { Interval } from "./bootstrap-interval.ts";
export { pearsonInterval, spearmanInterval } from "./correlation-intervals.ts";
export { pearson } from "./pearson.ts";
export { spearman } from "./spearman.ts";
