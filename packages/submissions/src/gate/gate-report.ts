import { paragraph, type Report, table } from "@dalmeum/reports";
import { counted } from "@dalmeum/contracts";
import type { GateVerdict } from "../verdicts/verdict.ts";

/** What the gate says, for people and for a pull request. */
export function gateReport(name: string, verdicts: readonly GateVerdict[]): Report {
  const failed = verdicts.filter(({ verdict }) => verdict === "failed").length;
  const warnings = verdicts.filter(({ verdict }) => verdict === "warning").length;
  const said = failed > 0 ? `Refused: ${counted(failed, "check")} failed.` : "Accepted.";
  return {
    title: `Gate: ${name}`,
    blocks: [
      paragraph(warnings > 0 ? `${said} ${counted(warnings, "warning")}.` : said),
      table(
        [{ title: "check" }, { title: "verdict" }, { title: "found" }],
        verdicts.map(({ check, verdict, text }) => [check, verdict, text]),
      ),
    ],
  };
}
