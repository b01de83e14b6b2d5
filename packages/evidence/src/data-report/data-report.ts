import { type DatasetReport, FILE_NAMES, type Sharing, totalOf } from "@dalmeum/data";
import {
  barPlot,
  type Block,
  figure,
  heading,
  type Language,
  list,
  paragraph,
  type Report,
  right,
  table,
} from "@dalmeum/reports";
import { count } from "@dalmeum/contracts";
import { type DataWords, dataWords } from "./data-words.ts";
import { exampleText } from "./example-text.ts";
import { findingTexts } from "./finding-texts.ts";

/** @param folder as the person named it. */
export function dataReport(folder: string, described: DatasetReport, language: Language = "en"): Report {
  const { warnings, repetitions, sharing, binaryLabel, likeness, oddities } = described;
  const words = dataWords[language];
  const texts = findingTexts[language];
  const findings = [...repetitions, binaryLabel.broken, ...likeness, ...oddities];
  const found = findings.filter((finding) => totalOf(finding) > 0);
  return {
    language,
    title: words.title(folder),
    blocks: [
      ...(warnings.length > 0 ? [list(warnings)] : []),
      ...scoreBlocks(described, language),
      ...lengthBlocks(described, language),
      heading(words.sharing),
      paragraph(words.sharingNote),
      sharingTable(sharing, words),
      ...sharing
        .filter(({ rows }) => rows > 0)
        .flatMap(({ file, with: other, examples }) => [
          paragraph(words.sharingExamples(file, other, examples.length)),
          list(examples.map((example) => exampleText(example, words))),
        ]),
      heading("binary-label"),
      paragraph(
        binaryLabel.threshold === null
          ? words.noThreshold
          : words.threshold(binaryLabel.threshold, totalOf(binaryLabel.broken)),
      ),
      heading(words.findings),
      table(
        [{ title: words.findingRows }, ...FILE_NAMES.map(right)],
        findings.map(({ kind, rows }) => [texts[kind].title, ...FILE_NAMES.map((file) => count(rows[file]))]),
      ),
      ...found.flatMap(({ kind, examples }) => [
        heading(texts[kind].title),
        paragraph(texts[kind].meaning),
        list(examples.map((example) => exampleText(example, words))),
      ]),
    ],
  };
}

function scoreBlocks({ rows, scores }: DatasetReport, language: Language): readonly Block[] {
  const words = dataWords[language];
  const { source: title, mean: meanTitle, deviation } = words.scoreColumns;
  const wholes = [0, 1, 2, 3, 4, 5].map(String);
  return [
    paragraph(`${FILE_NAMES.map((file) => words.rows(file, rows[file])).join(", ")}.`),
    heading(words.scores),
    paragraph(words.scoresNote),
    table(
      [{ title: words.file }, { title }, ...[words.pairs, meanTitle, deviation, ...wholes].map(right)],
      scores.map(({ file, source, pairs, mean, standardDeviation, counts }) => [
        file,
        source ?? words.all,
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
            title: words.scoresOf(file),
            language,
            label: words.nearestScore,
            value: words.pairs,
            bars: counts.map((value, score) => ({ label: String(score), value })),
          }),
        ),
      ),
  ];
}

function lengthBlocks({ lengths, lengthBins }: DatasetReport, language: Language): readonly Block[] {
  const words = dataWords[language];
  const { minimum: least, median: middle, percentile95: most, maximum: longest } = words.lengthColumns;
  return [
    heading(words.lengths),
    paragraph(words.lengthsNote),
    table(
      [{ title: words.file }, { title: words.unit }, ...[least, middle, most, longest].map(right)],
      lengths.map(({ file, unit, minimum, median, percentile95, maximum }) => [
        file,
        words.units[unit],
        ...[minimum, median, percentile95, maximum].map(count),
      ]),
    ),
    figure(
      barPlot({
        name: "lengths",
        title: words.lengthsOfAll,
        language,
        label: words.units.characters,
        value: words.sentences,
        bars: lengthBins.map(({ from, to, sentences }) => ({ label: words.bin(from, to), value: sentences })),
      }),
    ),
  ];
}

function sharingTable(sharing: readonly Sharing[], words: DataWords): Block {
  const share = (rows: number, of: number): string => `${count(rows)} (${((100 * rows) / of).toFixed(1)} %)`;
  const titles = words.sharingColumns;
  return table(
    [
      { title: titles.file },
      { title: titles.other },
      ...[titles.of, titles.rows, titles.both, titles.loosely].map(right),
    ],
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
