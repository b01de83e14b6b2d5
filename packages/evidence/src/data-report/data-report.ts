import { type DatasetReport, FILE_NAMES, type Sharing, totalOf } from "@dalmeum/data";
import { barPlot, type Block, figure, heading, list, paragraph, type Report, right, table } from "@dalmeum/reports";
import { count } from "@dalmeum/contracts";
import { exampleText } from "./example-text.ts";
import { FINDING_TEXTS } from "./finding-texts.ts";

/** @param folder as the person named it. */
export function dataReport(folder: string, described: DatasetReport): Report {
  const { warnings, repetitions, sharing, binaryLabel, likeness, oddities } = described;
  const findings = [...repetitions, binaryLabel.broken, ...likeness, ...oddities];
  const found = findings.filter((finding) => totalOf(finding) > 0);
  return {
    title: `Data of ${folder}`,
    blocks: [
      ...(warnings.length > 0 ? [list(warnings)] : []),
      ...scoreBlocks(described),
      ...lengthBlocks(described),
      heading("Sentences in two files"),
      paragraph(
        "Rows with at least one sentence of another file, in either place, compared as Unicode NFC; of those, rows with " +
          "both; and rows with at least one where spaces and punctuation at the end do not count.",
      ),
      sharingTable(sharing),
      ...sharing
        .filter(({ rows }) => rows > 0)
        .flatMap(({ file, with: other, examples }) => [
          paragraph(`Rows of ${file} that share with ${other}, the first ${examples.length}:`),
          list(examples.map(exampleText)),
        ]),
      heading("binary-label"),
      paragraph(
        binaryLabel.threshold === null
          ? "It is 0 everywhere."
          : `It is 1 from label ${binaryLabel.threshold} on, as the fewest rows break it: ${count(totalOf(binaryLabel.broken))}.`,
      ),
      heading("What to look at"),
      table(
        [{ title: "rows" }, ...FILE_NAMES.map(right)],
        findings.map(({ kind, rows }) => [FINDING_TEXTS[kind].title, ...FILE_NAMES.map((file) => count(rows[file]))]),
      ),
      ...found.flatMap(({ kind, examples }) => [
        heading(FINDING_TEXTS[kind].title),
        paragraph(FINDING_TEXTS[kind].meaning),
        list(examples.map(exampleText)),
      ]),
    ],
  };
}

function scoreBlocks({ rows, scores }: DatasetReport): readonly Block[] {
  const wholes = [0, 1, 2, 3, 4, 5].map(String);
  return [
    paragraph(`${FILE_NAMES.map((file) => `${file}: ${count(rows[file])} rows`).join(", ")}.`),
    heading("Scores"),
    paragraph("Pairs by their nearest whole score; sd is the standard deviation."),
    table(
      [{ title: "file" }, { title: "source" }, ...["pairs", "mean", "sd", ...wholes].map(right)],
      scores.map(({ file, source, pairs, mean, standardDeviation, counts }) => [
        file,
        source ?? "all",
        count(pairs),
        mean.toFixed(2),
        standardDeviation.toFixed(2),
        ...counts.map(count),
      ]),
    ),
    ...scores
      .filter(({ source }) => source === null)
      .map(({ file, counts }) =>
        figure(
          barPlot({
            name: `scores-${file}`,
            title: `Scores of ${file}`,
            label: "nearest whole score",
            value: "pairs",
            bars: counts.map((value, score) => ({ label: String(score), value })),
          }),
        ),
      ),
  ];
}

function lengthBlocks({ lengths, lengthBins }: DatasetReport): readonly Block[] {
  return [
    heading("Lengths"),
    paragraph("Of sentences. Characters are Unicode code points, a Hangul syllable one; 95 % are no longer than p95."),
    table(
      [{ title: "file" }, { title: "unit" }, ...["minimum", "median", "p95", "maximum"].map(right)],
      lengths.map(({ file, unit, minimum, median, percentile95, maximum }) => [
        file,
        unit,
        ...[minimum, median, percentile95, maximum].map(count),
      ]),
    ),
    figure(
      barPlot({
        name: "lengths",
        title: "Lengths of sentences in all files",
        label: "characters",
        value: "sentences",
        bars: lengthBins.map(({ from, to, sentences }) => ({
          label: to === null ? `${from} and more` : `${from} to ${to}`,
          value: sentences,
        })),
      }),
    ),
  ];
}

function sharingTable(sharing: readonly Sharing[]): Block {
  const share = (rows: number, of: number): string => `${count(rows)} (${((100 * rows) / of).toFixed(1)} %)`;
  return table(
    [{ title: "rows of" }, { title: "shared with" }, ...["rows", "one or both", "both", "loosely"].map(right)],
    sharing.map(({ file, with: other, of, rows, both, loosely }) => [
      file,
      other,
      count(of),
      share(rows, of),
      share(both, of),
      share(loosely, of),
    ]),
  );
}
