import type { ArmSummary } from "@dalmeum/evaluation";
import {
  type Block,
  figure,
  four,
  heading,
  intervalPlot,
  intervalText,
  type Language,
  list,
  paragraph,
  pText,
  type Reference,
  type Report,
  right,
  table,
} from "@dalmeum/reports";
import { shortNames } from "../arms/short-names.ts";
import { metricNames } from "../words/metric-names.ts";
import type { ComparedExperiments, ComparedTreatment } from "./compare-experiments.ts";
import { type ComparisonWords, comparisonWords } from "./comparison-words.ts";
import type { EarlyVerdicts } from "./early-verdicts.ts";

/** A comparison for people: the verdict first, then what it rests on. */
export function comparisonReport(compared: ComparedExperiments, language: Language = "en"): Report {
  const { control, ground, pairs, treatments, warnings } = compared;
  const words = comparisonWords[language];
  const metric = metricNames[language][compared.metric];
  const [first] = treatments;
  const names = shortNames(treatments.map(({ name }) => name));
  const { armColumns: ofArm, differenceColumns: ofDifference } = words;
  return {
    language,
    title: words.title(metric, treatments.map(({ name }) => name).join(", "), control),
    blocks: [
      ...treatments.map((treatment) => paragraph(verdictText(words, metric, control, treatment))),
      ...(warnings.length > 0 ? [list(warnings)] : []),
      heading(words.arms),
      paragraph(words.judged(metric, ground, pairs)),
      table(
        [{ title: words.arm }, ...[ofArm.seeds, ofArm.mean, ofArm.deviation].map(right), { title: ofArm.perSeed }],
        [
          ...(first ? [armRow(words.control(control), first.comparison.control)] : []),
          ...treatments.map(({ name, comparison }) => armRow(name, comparison.treatment)),
        ],
      ),
      heading(words.differences),
      figure(
        intervalPlot({
          name: "differences",
          title: words.plot.title(metric, control),
          language,
          x: { label: words.plot.axis },
          rows: treatments.map(({ comparison: { difference } }, index) => ({
            label: names[index] ?? "",
            ...difference,
          })),
          references: [{ value: 0, label: words.plot.none }, ...margins(words, treatments)],
        }),
      ),
      table(
        [
          { title: words.treatment },
          ...[ofDifference.difference, ofDifference.overExamples, ofDifference.overSeeds].map(right),
          ...[ofDifference.p, ofDifference.holm].map(right),
        ],
        treatments.map(({ comparison, corrected }, index) => [
          names[index] ?? "",
          intervalText(comparison.difference),
          intervalText(comparison.overExamples),
          comparison.overSeeds === null ? words.oneSeed : intervalText(comparison.overSeeds),
          pText(comparison.pValue),
          pText(corrected.pValue),
        ]),
      ),
      ...treatments.flatMap((treatment) => details(words, treatment)),
    ],
  };
}

/** What an interval lies beyond where its verdict is supported. */
function margins(words: ComparisonWords, treatments: readonly ComparedTreatment[]): readonly Reference[] {
  const distinct = new Set(
    treatments.map(({ smallestDifference }) => smallestDifference).filter((value) => value !== 0),
  );
  return [...distinct].map((value) => ({ value, label: words.plot.smallest(value) }));
}

function verdictText(words: ComparisonWords, metric: string, control: string, treatment: ComparedTreatment): string {
  const { name, smallestDifference: margin, comparison, corrected } = treatment;
  const { overSeeds, difference } = comparison;
  const claim = { name, metric, control, margin };
  const verdict = words.verdict(words.verdicts[corrected.verdict], claim, intervalText(difference));
  return overSeeds === null ? `${verdict} ${words.trainMore}` : verdict;
}

/** What the intervals leave out, and what it would take. */
function details(words: ComparisonWords, treatment: ComparedTreatment): readonly Block[] {
  const { name, smallestDifference, comparison, early } = treatment;
  const { standardErrors, detectable, seedsToSettle, examplesToSettle, dependentTest: test, overSeeds } = comparison;
  const settle =
    seedsToSettle !== null
      ? [words.seedsToSettle(seedsToSettle)]
      : examplesToSettle !== null
        ? [words.examplesToSettle(examplesToSettle)]
        : [];
  return [
    heading(name),
    list([
      ...(early === null ? [] : [earlyText(words, early)]),
      overSeeds === null
        ? words.overExamplesAlone
        : words.standardErrors(standardErrors.examples, standardErrors.seeds ?? NaN),
      words.noiseBand(detectable, smallestDifference),
      ...settle,
      test === null
        ? words.nothingToTest
        : words.williams(test.degreesOfFreedom, test.statistic.toFixed(2), pText(test.pValue)),
    ]),
  ];
}

const earlyText = (words: ComparisonWords, { looks, settledAt, seedsLeft: left, state }: EarlyVerdicts): string =>
  words.early({
    seeds: looks.map(({ seeds }) => seeds),
    verdicts: looks.map(({ verdict }) => words.earlyVerdicts[verdict]),
    ...{ settledAt, left, isOutOfReach: state === "out of reach" },
  });

const armRow = (name: string, { mean, deviation, perSeed }: ArmSummary): readonly string[] => [
  name,
  String(perSeed.length),
  four(mean),
  deviation === null ? "" : four(deviation),
  perSeed.map(four).join(", "),
];
