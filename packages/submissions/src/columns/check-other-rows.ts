import { pearson } from "@dalmeum/evaluation";
import { type GateVerdict, passed } from "../verdicts/verdict.ts";

/** Values in the order of their rows. */
export interface OtherColumn {
  /** E.g. "dev's labels". */
  readonly name: string;
  readonly values: readonly number[];
}

/** From here on two columns say the same, row by row, and fewer rows do not tell. */
const SAME = 0.999;
const FEWEST = 20;

/** The targets are not what was known or predicted of other pairs, row by row. */
export function checkOtherRows(targets: readonly number[], others: readonly OtherColumn[]): GateVerdict {
  const check = "rows";
  for (const { name, values } of others) {
    const rows = Math.min(values.length, targets.length);
    if (rows < FEWEST) continue;
    const r = pearson(values.slice(0, rows), targets.slice(0, rows));
    if (r < SAME || Number.isNaN(r)) continue;
    return {
      check,
      verdict: "failed",
      text: `the targets are ${name}, row by row: r ${r.toFixed(4)} over ${rows} rows`,
    };
  }
  return passed(check, `the targets are not ${others.map(({ name }) => name).join(", ")}`);
}
