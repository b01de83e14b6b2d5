import { ALL_JOBS } from "../alone/all-jobs.ts";
import type { Machine } from "../machine.ts";
import { type Measured, median } from "../measurement.ts";
import type { Verdict } from "./targets.ts";

export interface Results {
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly skipped: readonly string[];
  readonly measured: readonly Measured[];
  readonly verdicts: readonly Verdict[];
}

/** Results as Markdown: the machine, the ratios with their targets, and each job's medians. */
export function markdownOf({ machine, versions, skipped, measured, verdicts }: Results): string {
  const { processor, cores, instructions, memoryGigabytes, system, node, load } = machine;
  const tools = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${processor}, ${cores} cores, ${instructions?.join(" ") ?? "instructions unknown"}, ${memoryGigabytes} GB, ` +
      `${system}; Node ${node}, ${tools.join(", ")}; load before the run ${load.toFixed(1)}.`,
    ...skipped.map((reason) => `Skipped ${reason}.`),
    ...(verdicts.length === 0 ? [] : [verdictTable(verdicts)]),
    ...ALL_JOBS.flatMap((job) => {
      const ofJob = measured.filter((one) => one.job === job);
      return ofJob.length === 0 ? [] : [`### ${job}`, jobTable(ofJob)];
    }),
  ].join("\n\n");
}

function verdictTable(verdicts: readonly Verdict[]): string {
  return table(
    ["what", "who", "target", "found", "range", "met"],
    verdicts.map(({ target: { what, ours, peer, bound }, values, median: middle, met }) => [
      what,
      peer ? `${ours} / ${peer.subject}` : ours,
      "atLeast" in bound ? `at least ${bound.atLeast}` : `at most ${bound.atMost}`,
      number(middle),
      `${number(Math.min(...values))} .. ${number(Math.max(...values))}`,
      met ? "yes" : "no",
    ]),
  );
}

function jobTable(measured: readonly Measured[]): string {
  const rows = new Map<string, readonly Measured[]>();
  for (const one of measured) {
    const key = one.batching === undefined ? one.subject : `${one.subject}, ${one.batching} batches`;
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  const figures = [...new Set(measured.flatMap((one) => Object.keys(one.figures)))];
  return table(
    ["who", ...figures],
    [...rows].map(([who, repeats]) => [
      who,
      ...figures.map((figure) => number(median(repeats.map((one) => one.figures[figure] ?? NaN)))),
    ]),
  );
}

/** Three digits or all before the point; nothing of a figure that somebody has not. */
const number = (value: number): string =>
  Number.isNaN(value) ? "" : Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
