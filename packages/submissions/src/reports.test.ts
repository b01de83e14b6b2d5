import { toHtml, toText } from "@dalmeum/reports";
import { expectTranslated } from "@dalmeum/testing";
import { expect, it } from "vitest";
import type { LedgerEntry } from "./ledger/ledger-entries.ts";
import { gateReport, ledgerReport } from "./reports.ts";
import type { GateVerdict } from "./verdicts/verdict.ts";

const verdict = (check: string, of: GateVerdict["verdict"]): GateVerdict => ({ check, verdict: of, text: "r 0.9312" });

it.each<[string, readonly GateVerdict[]]>([
  ["통과.", [verdict("format", "passed")]],
  ["통과. 경고 1개.", [verdict("format", "passed"), verdict("copies", "warning")]],
  ["거부: 검사 2개 실패.", [verdict("format", "failed"), verdict("copies", "failed")]],
])("the gate's report says %s in Korean", (said, verdicts) => {
  const korean = gateReport("blend", verdicts, "ko");
  expectTranslated(toHtml(korean), toHtml(gateReport("blend", verdicts)), ["blend", "format", "copies", "r"]);
  expect(toText(korean, { columns: 80 })).toContain(`제출 전 검사: blend\n===================\n\n${said}\n`);
});

const metric = { estimate: 0.8, low: 0.75, high: 0.85, level: 0.95 };
const entry = (name: string, scored: number | null): LedgerEntry => ({
  ...{ name, folder: name, addedAt: new Date(0), why: "더 나은가?", scores: { public: scored, private: null } },
  manifest: {
    ...{ experiment: "blend", version: "0.2.0", commit: "unknown", outOfFold: null, members: [], files: {} },
    dev: { pairs: 1500, pearson: metric },
  },
});

it.each<[string, readonly LedgerEntry[]]>([
  ["제출 2개, 오늘 남은 제출 7번", [entry("first", null), entry("second", 0.83)]],
  ["아직 제출한 것이 없다", []],
])("the ledger's report says %s in Korean", (said, entries) => {
  const of = (language: "en" | "ko") =>
    ledgerReport({ entries, problems: [] }, { perDay: 10, timeZone: "Asia/Seoul" }, 3, language);
  const names = ["first", "second", "dev", "public", "private", "out-of-fold", "r"];
  expectTranslated(toHtml(of("ko")), toHtml(of("en")), [...names, "npx", "dalmeum", "submissions", "add"]);
  expect(toText(of("ko"), { columns: 80 })).toContain(said);
});
