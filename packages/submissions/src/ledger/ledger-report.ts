import { figure, four, type Language, linePlot, paragraph, type Report, right, table } from "@dalmeum/reports";
import type { Budget } from "./budget.ts";
import type { Ledger, LedgerEntry } from "./ledger-entries.ts";
import { ledgerWords } from "./ledger-words.ts";

/** Every submission: dev with its noise band, and what the leaderboard gave. */
export function ledgerReport(
  { entries, problems }: Ledger,
  budget: Budget,
  spentToday: number,
  language: Language = "en",
): Report {
  const words = ledgerWords[language];
  const left = Math.max(0, budget.perDay - spentToday);
  return {
    language,
    title: words.title(entries.length, left),
    blocks: [
      ...problems.map(paragraph),
      ...(entries.length === 0 ? [paragraph(words.none)] : [plot(entries, language), rows(entries, language)]),
    ],
  };
}

function plot(entries: readonly LedgerEntry[], language: Language) {
  const words = ledgerWords[language];
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
      title: words.plot,
      language,
      x: { label: words.submission },
      y: { label: words.pearson },
      series: series.filter((each) => each.points.length > 0),
    }),
  );
}

function rows(entries: readonly LedgerEntry[], language: Language) {
  const words = ledgerWords[language];
  const score = (value: number | null): string => (value === null ? "" : four(value));
  return table(
    [
      right("#"),
      { title: words.submission },
      ...[words.outOfFold, "dev", "public", "private"].map(right),
      { title: words.why },
    ],
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
