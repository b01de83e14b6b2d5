// Apart from the rest, whose distributions take a while to load.
export type { Interval } from "./bootstrap-interval.ts";
export { correlationIntervals } from "./correlation-intervals.ts";
export { pearson } from "./pearson.ts";
export { spearman } from "./spearman.ts";
