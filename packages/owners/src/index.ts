export { isPlaceholder } from "./is-placeholder.ts";
export { type OwnerRule, parseOwners } from "./parse-owners.ts";
export { type Owners, readOwners } from "./read-owners.ts";
export { withOwners } from "./with-owners.ts";
