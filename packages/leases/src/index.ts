export type { Holder } from "./holder.ts";
export { type Holding, lookAt } from "./look-at.ts";
export { type Lease, type LeaseOptions, takeLease } from "./take-lease.ts";
export { WORK } from "./work-place.ts";
