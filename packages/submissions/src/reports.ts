export { gateReport } from "./gate/gate-report.ts";
export { ledgerReport } from "./ledger/ledger-report.ts";
