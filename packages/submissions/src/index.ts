export { acceptSubmission } from "./accept-submission.ts";
export { gateOf, refuseFailed } from "./gate/gate-of.ts";
export { addSubmission, expectEntry } from "./ledger/add-submission.ts";
export { readBudget, spentOn } from "./ledger/budget.ts";
export { addedSince, checkAppended, checkBudget } from "./ledger/check-ledger.ts";
export { LEDGER, ledgerEntries } from "./ledger/ledger-entries.ts";
export { recordScores } from "./ledger/record-scores.ts";
export { MANIFEST, readSubmissionManifest } from "./manifest.ts";
export { candidateFolder } from "./submission-folder.ts";
