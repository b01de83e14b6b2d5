export { joinById, type JoinedRow } from "./join-by-id.ts";
export { mean } from "./mean.ts";
