import { figure, four, linePlot, paragraph, type Report, right, table } from "@dalmeum/reports";
import { counted } from "@dalmeum/contracts";
import type { Budget } from "./budget.ts";
import type { Ledger, LedgerEntry } from "./ledger-entries.ts";

/** Every submission: dev with its noise band, and what the leaderboard gave. */
export function ledgerReport({ entries, problems }: Ledger, budget: Budget, spentToday: number): Report {
  const left = Math.max(0, budget.perDay - spentToday);
  return {
    title: `${counted(entries.length, "submission")}; today takes ${left} more`,
    blocks: [
      ...problems.map(paragraph),
      ...(entries.length === 0
        ? [paragraph("There is none yet: `npx dalmeum submissions add` adds one.")]
        : [plot(entries), rows(entries)]),
    ],
  };
}

function plot(entries: readonly LedgerEntry[]) {
  const points = (of: (entry: LedgerEntry) => number | null) =>
    entries.flatMap((entry, index) => {
      const y = of(entry);
      return y === null ? [] : [{ x: index + 1, y }];
    });
  const dev = entries.flatMap(({ manifest }, index) => {
    const { estimate, low, high } = manifest.dev.pearson;
    return estimate === null || low === null || high === null ? [] : [{ x: index + 1, y: estimate, low, high }];
  });
  const series = [
    { name: "dev", points: dev },
    { name: "public", points: points(({ scores }) => scores.public) },
    { name: "private", points: points(({ scores }) => scores.private) },
  ];
  return figure(
    linePlot({
      name: "submissions",
      title:
        "Pearson's r of each submission; dev with 95 % over other pairs: within that band a difference may be chance",
      x: { label: "submission" },
      y: { label: "Pearson's r" },
      series: series.filter((each) => each.points.length > 0),
    }),
  );
}

function rows(entries: readonly LedgerEntry[]) {
  const score = (value: number | null): string => (value === null ? "" : four(value));
  return table(
    [right("#"), { title: "submission" }, ...["out of fold", "dev", "public", "private"].map(right), { title: "why" }],
    entries.map(({ name, manifest, scores, why }, index) => [
      ...[String(index + 1), name],
      ...[
        manifest.outOfFold?.pearson.estimate ?? null,
        manifest.dev.pearson.estimate,
        scores.public,
        scores.private,
      ].map(score),
      why.split("\n", 1).join(),
    ]),
  );
}
