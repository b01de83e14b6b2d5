/** What one check of the gate says. A warning stops nobody, and a failure everybody. */
export interface GateVerdict {
  readonly check: string;
  readonly verdict: "passed" | "warning" | "failed";
  readonly text: string;
}

export const passed = (check: string, text: string): GateVerdict => ({ check, verdict: "passed", text });
export const warning = (check: string, text: string): GateVerdict => ({ check, verdict: "warning", text });

/** Passed where there is no problem, else failed with the first few. */
export function verdictOf(check: string, text: string, problems: readonly string[]): GateVerdict {
  const [first, ...others] = problems;
  if (first === undefined) return passed(check, text);
  const shown = [first, ...others.slice(0, MOST_SHOWN - 1)];
  const rest = problems.length - shown.length;
  return { check, verdict: "failed", text: [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ") };
}

const MOST_SHOWN = 5;
