import { type Language, paragraph, type Report, table } from "@dalmeum/reports";
import type { GateVerdict } from "../verdicts/verdict.ts";
import { gateWords } from "./gate-words.ts";

/** What the gate says, for people and for a pull request. */
export function gateReport(name: string, verdicts: readonly GateVerdict[], language: Language = "en"): Report {
  const words = gateWords[language];
  const failed = verdicts.filter(({ verdict }) => verdict === "failed").length;
  const warnings = verdicts.filter(({ verdict }) => verdict === "warning").length;
  const said = failed > 0 ? words.refused(failed) : words.accepted;
  const { check: ofCheck, verdict: ofVerdict, found } = words.columns;
  return {
    language,
    title: words.title(name),
    blocks: [
      paragraph(warnings > 0 ? `${said} ${words.warnings(warnings)}` : said),
      table(
        [{ title: ofCheck }, { title: ofVerdict }, { title: found }],
        verdicts.map(({ check, verdict, text }) => [check, words.verdicts[verdict], text]),
      ),
    ],
  };
}
