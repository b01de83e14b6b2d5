import { counted } from "@dalmeum/contracts";
import type { Said } from "@dalmeum/reports";
import type { GateVerdict } from "../verdicts/verdict.ts";

const en = {
  title: (name: string) => `Gate: ${name}`,
  refused: (failed: number) => `Refused: ${counted(failed, "check")} failed.`,
  accepted: "Accepted.",
  warnings: (warnings: number) => `${counted(warnings, "warning")}.`,
  columns: { check: "check", verdict: "verdict", found: "found" },
  verdicts: { passed: "passed", warning: "warning", failed: "failed" } satisfies Record<GateVerdict["verdict"], string>,
};

const ko: typeof en = {
  title: (name) => `제출 전 검사: ${name}`,
  refused: (failed) => `거부: 검사 ${failed}개 실패.`,
  accepted: "통과.",
  warnings: (warnings) => `경고 ${warnings}개.`,
  columns: { check: "검사", verdict: "결과", found: "확인한 것" },
  verdicts: { passed: "통과", warning: "경고", failed: "실패" },
};

/** What the gate's report says; what a check found is said by the check, in English. */
export const gateWords: Said<typeof en> = { en, ko };
