import {
  type Figure,
  figure,
  four,
  heading,
  intervalPlot,
  linePlot,
  list,
  paragraph,
  type Report,
  right,
  signed,
  table,
} from "@dalmeum/reports";
import { type Metric, METRIC_NAMES, type Setting } from "@dalmeum/experiments";
import { counted } from "@dalmeum/contracts";
import type { SweptParameter } from "./parse-grid.ts";
import type { FailedRun } from "./missing-runs.ts";
import type { SweepResult } from "./sweep-results.ts";

export interface FinishedSweep {
  readonly experiment: string;
  readonly metric: Metric;
  readonly swept: readonly SweptParameter[];
  readonly results: readonly SweepResult[];
  readonly failed: readonly FailedRun[];
  /** What a reader must know of the runs. */
  readonly warnings: readonly string[];
}

/** A sweep for people: the plot, the table, what failed. */
export function sweepReport({ experiment, metric, swept, results, failed, warnings }: FinishedSweep): Report {
  const [first] = results;
  return {
    title: `${experiment}: ${METRIC_NAMES[metric]} over ${swept.map(({ name }) => name).join(" and ")}`,
    blocks: [
      ...(first === undefined
        ? [paragraph("No point has all of its runs.")]
        : [
            paragraph(
              `${METRIC_NAMES[metric]} ${first.ground === "dev" ? "on dev" : "out of fold"}, ${counted(first.pairs, "pair")}, ` +
                `${counted(first.interval.perSeed.length, "seed")} a point; intervals of 95 %, over other examples` +
                (first.interval.perSeed.length > 1 ? " and other seeds." : " alone: one seed says nothing of another."),
            ),
            paragraph(
              "Intervals of two points may overlap where their difference is certain: they share their examples. `npx dalmeum compare` tests a difference.",
            ),
            figure(plotOf(metric, swept, results)),
          ]),
      ...(warnings.length > 0 ? [list(warnings)] : []),
      table(
        [
          ...swept.map(({ name }) => ({ title: name })),
          ...["mean", "interval", "train less held out", "each seed"].map(right),
        ],
        results.map(({ settings, interval, trainGap }) => [
          ...swept.map(({ name }) => String(settings[name])),
          four(interval.estimate),
          `${four(interval.low)} .. ${four(interval.high)}`,
          trainGap === null ? "" : signed(trainGap),
          interval.perSeed.map(four).join(", "),
        ]),
      ),
      ...(failed.length === 0
        ? []
        : [
            heading("Missing or failed"),
            list(failed.map(({ experiment: name, run, reason }) => `${name}, ${run}: ${reason}`)),
          ]),
    ],
  };
}

/** A line a combination of the other parameters where one is a number, else a row a point. */
function plotOf(metric: Metric, swept: readonly SweptParameter[], results: readonly SweepResult[]): Figure {
  const label = METRIC_NAMES[metric];
  const axis = swept.find(({ values }) => values.length > 1 && values.every((value) => typeof value === "number"));
  const names = swept.map(({ name }) => name);
  const title = `${label} over ${names.join(" and ")}, 95 % intervals`;
  const pointName = (result: SweepResult, of: readonly string[]): string =>
    of.map((name) => `${name}=${String(result.settings[name])}`).join(", ");
  if (axis === undefined) {
    const rows = results.map((result) => ({ label: pointName(result, names), ...result.interval }));
    return intervalPlot({ name: "sweep", title, x: { label }, rows });
  }
  const others = names.filter((name) => name !== axis.name);
  const lines = [...new Set(results.map((result) => pointName(result, others)))];
  return linePlot({
    name: "sweep",
    title,
    x: { label: axis.name },
    y: { label },
    series: lines.map((name) => ({
      name,
      points: results
        .filter((result) => pointName(result, others) === name)
        .map(({ settings, interval: { estimate, low, high } }) => ({
          x: numberOf(settings[axis.name]),
          y: estimate,
          low,
          high,
        })),
    })),
  });
}

const numberOf = (setting: Setting | undefined): number => (typeof setting === "number" ? setting : NaN);
