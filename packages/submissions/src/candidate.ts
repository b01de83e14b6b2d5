// Apart from gate and ledger, which take a while to load.
export { submittedRuns } from "./submission-members.ts";
export { writeCandidate } from "./write-candidate.ts";
