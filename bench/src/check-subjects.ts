import { UserError } from "@dalmeum/contracts";
import { hasBfloat16, type Machine } from "./machine.ts";
import type { Report } from "./report.ts";
import { runSubject } from "./run-subject.ts";
import { nameOf, type Subject } from "./subjects.ts";

/** Largest difference of the losses of one batch without dropout, from equal weights. */
const TOLERANCES = { float32: 1e-3, bfloat16: 1e-2 } as const;

type Check = Extract<Report, { job: "check" }>;

/** Subjects that can be measured here, and why others cannot. */
export interface Checked {
  readonly subjects: readonly Subject[];
  readonly skipped: readonly string[];
  /** By tool. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Let every subject compute one loss: speed counts only at equal work.
 * @throws UserError where a subject computes something else than the first, or reads other tokens.
 */
export async function checkSubjects(wanted: readonly Subject[], machine: Machine, plan: string): Promise<Checked> {
  const checks: { readonly subject: Subject; readonly check: Check }[] = [];
  const skipped: string[] = [];
  for (const subject of wanted) {
    const report =
      subject.precision === "bfloat16" && !hasBfloat16(machine)
        ? ({ job: "unavailable", reason: "the processor has no bfloat16 instructions" } as const)
        : await runSubject({ subject, job: "check", batching: "like-length", plan });
    if (report.job === "unavailable") skipped.push(`${nameOf(subject)}: ${report.reason}`);
    if (report.job === "check") checks.push({ subject, check: report });
  }
  const [first] = checks;
  for (const { subject, check } of checks) {
    if (first) expectEqual(first, { subject, check });
  }
  return {
    subjects: checks.map(({ subject }) => subject),
    skipped,
    versions: Object.fromEntries(checks.flatMap(({ check }) => Object.entries(check.versions))),
  };
}

interface CheckOf {
  readonly subject: Subject;
  readonly check: Pick<Check, "loss" | "realTokens">;
}

/** @throws UserError where two subjects did not compute the same. */
export function expectEqual(first: CheckOf, other: CheckOf): void {
  const names = `${nameOf(other.subject)} and ${nameOf(first.subject)}`;
  if (other.check.realTokens !== first.check.realTokens) {
    throw new UserError(
      `${names} read the same batch as ${other.check.realTokens} and ${first.check.realTokens} tokens; ` +
        "expected the same number, the comparison is off",
    );
  }
  const tolerance = Math.max(TOLERANCES[other.subject.precision], TOLERANCES[first.subject.precision]);
  const difference = Math.abs(other.check.loss - first.check.loss);
  if (!(difference <= tolerance)) {
    throw new UserError(
      `${names} found losses ${other.check.loss} and ${first.check.loss} on the same batch; ` +
        `expected at most ${tolerance} between them, the comparison is off`,
    );
  }
}
