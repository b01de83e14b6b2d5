import type { ArmSummary } from "@dalmeum/evaluation";
import {
  type Block,
  figure,
  four,
  heading,
  intervalPlot,
  intervalText,
  list,
  paragraph,
  pText,
  type Reference,
  type Report,
  right,
  table,
} from "@dalmeum/reports";
import { count, counted } from "@dalmeum/contracts";
import { METRIC_NAMES } from "@dalmeum/experiments";
import { shortNames } from "../arms/short-names.ts";
import type { ComparedExperiments, ComparedTreatment } from "./compare-experiments.ts";

/** A comparison for people: the verdict first, then what it rests on. */
export function comparisonReport(compared: ComparedExperiments): Report {
  const { control, metric, ground, pairs, treatments, warnings } = compared;
  const [first] = treatments;
  const names = shortNames(treatments.map(({ name }) => name));
  return {
    title: `${METRIC_NAMES[metric]} of ${treatments.map(({ name }) => name).join(", ")} against ${control}`,
    blocks: [
      ...treatments.map((treatment) => paragraph(verdictText(compared, treatment))),
      ...(warnings.length > 0 ? [list(warnings)] : []),
      heading("Arms"),
      paragraph(`${METRIC_NAMES[metric]}, ${ground === "dev" ? "on dev" : "out of fold"}, ${counted(pairs, "pair")}.`),
      table(
        [{ title: "arm" }, ...["seeds", "mean", "sd over seeds"].map(right), { title: "each seed" }],
        [
          ...(first ? [armRow(`${control} (control)`, first.comparison.control)] : []),
          ...treatments.map(({ name, comparison }) => armRow(name, comparison.treatment)),
        ],
      ),
      heading("Differences from the control"),
      figure(
        intervalPlot({
          name: "differences",
          title: `Difference of ${METRIC_NAMES[metric]} from ${control}, 95 % intervals`,
          x: { label: "treatment less control" },
          rows: treatments.map(({ comparison: { difference } }, index) => ({
            label: names[index] ?? "",
            ...difference,
          })),
          references: [{ value: 0, label: "no difference" }, ...margins(treatments)],
        }),
      ),
      table(
        [{ title: "treatment" }, ...["difference", "over examples", "over seeds", "p", "p, Holm"].map(right)],
        treatments.map(({ comparison, corrected }, index) => [
          names[index] ?? "",
          intervalText(comparison.difference),
          intervalText(comparison.overExamples),
          comparison.overSeeds === null ? "one seed" : intervalText(comparison.overSeeds),
          pText(comparison.pValue),
          pText(corrected.pValue),
        ]),
      ),
      ...treatments.flatMap(details),
    ],
  };
}

/** What an interval lies beyond where its verdict is supported. */
function margins(treatments: readonly ComparedTreatment[]): readonly Reference[] {
  const distinct = new Set(
    treatments.map(({ smallestDifference }) => smallestDifference).filter((value) => value !== 0),
  );
  return [...distinct].map((value) => ({ value, label: `smallest difference ${four(value)}` }));
}

function verdictText({ control, metric }: ComparedExperiments, treatment: ComparedTreatment): string {
  const { name, smallestDifference, comparison, corrected } = treatment;
  const margin = smallestDifference === 0 ? "" : ` by more than ${four(smallestDifference)}`;
  const claim = `${name} has a higher ${METRIC_NAMES[metric]} than ${control}${margin}`;
  const { overSeeds, difference } = comparison;
  const why = overSeeds === null ? " An arm has one seed, so nothing says how another would do: train more." : "";
  return `${corrected.verdict.toUpperCase()}: ${claim}. Difference ${intervalText(difference)}.${why}`;
}

/** What the intervals leave out, and what it would take. */
function details({ name, smallestDifference, comparison }: ComparedTreatment): readonly Block[] {
  const { standardErrors, detectable, seedsToSettle, examplesToSettle, dependentTest, overSeeds } = comparison;
  const beyond = smallestDifference === 0 ? "" : ` beyond ${four(smallestDifference)}`;
  const settle =
    seedsToSettle !== null
      ? [
          `A true difference as large as this one would be settled by ${counted(seedsToSettle, "seed")} an arm (80 % power).`,
        ]
      : examplesToSettle !== null
        ? [
            `No number of seeds would settle a true difference as large as this one; ` +
              `about ${count(examplesToSettle)} examples would (80 % power).`,
          ]
        : [];
  return [
    heading(name),
    list([
      overSeeds === null
        ? "The interval and the noise band are over examples alone, of these very runs."
        : `Standard error from examples ${four(standardErrors.examples)}, from seeds ${four(standardErrors.seeds ?? NaN)}.`,
      `Noise band: a true difference of ${four(detectable)}${beyond} would be found in 80 % of such experiments; smaller ones mostly would not.`,
      ...settle,
      ...(dependentTest === null
        ? ["The two arms' mean predictions are the same up to scale: there is nothing to test."]
        : [
            `Williams' test of the two dependent correlations (predictions averaged over seeds): ` +
              `t(${dependentTest.degreesOfFreedom}) = ${dependentTest.statistic.toFixed(2)}, p ${pText(dependentTest.pValue)}, two-sided, over examples alone.`,
          ]),
    ]),
  ];
}

const armRow = (name: string, { mean, deviation, perSeed }: ArmSummary): readonly string[] => [
  name,
  String(perSeed.length),
  four(mean),
  deviation === null ? "" : four(deviation),
  perSeed.map(four).join(", "),
];
