import {
  type Figure,
  figure,
  four,
  heading,
  intervalPlot,
  type Language,
  linePlot,
  list,
  paragraph,
  type Report,
  right,
  signed,
  table,
} from "@dalmeum/reports";
import type { Metric, Setting } from "@dalmeum/experiments";
import { metricNames } from "../words/metric-names.ts";
import { runNames } from "../words/run-names.ts";
import type { SweptParameter } from "./parse-grid.ts";
import type { FailedRun } from "./missing-runs.ts";
import type { SweepResult } from "./sweep-results.ts";
import { sweepWords } from "./sweep-words.ts";

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
export function sweepReport(sweep: FinishedSweep, language: Language = "en"): Report {
  const { experiment, swept, results, failed, warnings } = sweep;
  const words = sweepWords[language];
  const metric = metricNames[language][sweep.metric];
  const names = swept.map(({ name }) => name);
  const [first] = results;
  const { mean, interval: ofInterval, trainGap: gap, perSeed } = words.columns;
  return {
    language,
    title: words.title(experiment, metric, names),
    blocks: [
      ...(first === undefined
        ? [paragraph(words.nothing)]
        : [
            paragraph(
              words.judged({
                ...{ metric, ground: first.ground, pairs: first.pairs },
                seeds: first.interval.perSeed.length,
              }),
            ),
            paragraph(words.overlapping),
            figure(plotOf(sweep, language)),
          ]),
      ...(warnings.length > 0 ? [list(warnings)] : []),
      table(
        [...names.map((title) => ({ title })), ...[mean, ofInterval, gap, perSeed].map(right)],
        results.map(({ settings, interval, trainGap }) => [
          ...names.map((name) => String(settings[name])),
          four(interval.estimate),
          `${four(interval.low)} .. ${four(interval.high)}`,
          trainGap === null ? "" : signed(trainGap),
          interval.perSeed.map(four).join(", "),
        ]),
      ),
      ...(failed.length === 0
        ? []
        : [
            heading(words.failed),
            list(
              failed.map(
                ({ experiment: name, key, reason }) =>
                  `${name}, ${runNames[language](key)}: ${reason ?? words.notTrained}`,
              ),
            ),
          ]),
    ],
  };
}

/** A line a combination of the other parameters where one is a number, else a row a point. */
function plotOf({ metric, swept, results }: FinishedSweep, language: Language): Figure {
  const label = metricNames[language][metric];
  const axis = swept.find(({ values }) => values.length > 1 && values.every((value) => typeof value === "number"));
  const names = swept.map(({ name }) => name);
  const title = sweepWords[language].plot(label, names);
  const pointName = (result: SweepResult, of: readonly string[]): string =>
    of.map((name) => `${name}=${String(result.settings[name])}`).join(", ");
  if (axis === undefined) {
    const rows = results.map((result) => ({ label: pointName(result, names), ...result.interval }));
    return intervalPlot({ name: "sweep", title, language, x: { label }, rows });
  }
  const others = names.filter((name) => name !== axis.name);
  const lines = [...new Set(results.map((result) => pointName(result, others)))];
  return linePlot({
    name: "sweep",
    title,
    language,
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
