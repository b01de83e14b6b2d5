import type { Calibration, SliceMetrics } from "@dalmeum/evaluation";
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
  type Report,
  right,
  scatterPlot,
  signed,
  table,
} from "@dalmeum/reports";
import { counted, SCORE_RANGE } from "@dalmeum/contracts";
import type { SentenceDifference } from "@dalmeum/data";
import type { Diagnosis, NamedGap } from "./diagnose-run.ts";
import type { SlicingKind } from "./pair-slices.ts";

/** A diagnosis for people. */
export function diagnosisReport(diagnosis: Diagnosis): Report {
  const { run, ground, pairs, gaps, slicings, worst } = diagnosis;
  return {
    title: `Diagnosis of ${run}`,
    blocks: [
      paragraph(
        `${ground === "dev" ? "On dev" : "Out of fold"}, ${counted(pairs, "pair")}. Intervals are of 95 %, over other examples; ` +
          "how another seed would do they do not say.",
      ),
      pairsFigure(diagnosis.scored),
      heading("Gaps"),
      ...gapBlocks(gaps),
      heading("Is the score a straight line in the prediction?"),
      ...calibrationBlocks(diagnosis.calibration),
      heading("Slices"),
      paragraph(
        "Residuals are prediction less score, after the line above has brought predictions to the scale of scores: above 0 a slice " +
          "is scored too high. By score they always fall, from above 0 to below: predictions lie closer together than scores " +
          "(regression to the mean). A slice of scores that are close together has a low r by that alone.",
      ),
      ...slicings.map(({ by, slices }) => sliceTable(by, slices)),
      heading("Pairs to read"),
      paragraph("Those whose prediction, on the line, is furthest from their score."),
      table(
        [{ title: "id" }, right("score"), right("prediction"), { title: "sentences" }],
        worst.map(({ id, score, prediction, sentence1, sentence2 }) => [
          id,
          score.toFixed(1),
          prediction.toFixed(1),
          `${sentence1} / ${sentence2}`,
        ]),
      ),
    ],
  };
}

const pairsFigure = ({ predictions, gold }: Diagnosis["scored"]): Block =>
  figure(
    scatterPlot({
      name: "pairs",
      title: "Score and prediction of each pair",
      x: { label: "score" },
      y: { label: "prediction" },
      point: "a pair",
      points: gold.map((score, row) => ({ x: score, y: predictions[row] ?? NaN })),
      lines: [
        { name: "prediction is score", points: [SCORE_RANGE.minimum, SCORE_RANGE.maximum].map((x) => ({ x, y: x })) },
      ],
    }),
  );

function gapBlocks(gaps: readonly NamedGap[]): readonly Block[] {
  return [
    table(
      [
        { title: "gap" },
        right("r of the first"),
        right("r of the second"),
        right("gap"),
        right("noise band"),
        right("beyond it"),
      ],
      gaps.map(({ name, of: [first, second], gap }) => [
        name,
        `${four(first.pearson)} (${counted(first.pairs, "pair")})`,
        `${four(second.pearson)} (${counted(second.pairs, "pair")})`,
        signed(gap.estimate),
        four(gap.band),
        signed(gap.beyondBand),
      ]),
    ),
    paragraph(
      "The band is how far two such sets may lie apart by the draw of their pairs alone; what is beyond it is something else: " +
        "memorised pairs, or sets that are of different kinds.",
    ),
  ];
}

function calibrationBlocks(found: Calibration): readonly Block[] {
  const { bins, line, pearson, isotonicPearson, isotonicGain, lackOfFit, isotonic } = found;
  return [
    list([
      `Line of score on prediction: slope ${four(line.slope)}, intercept ${four(line.intercept)}; 1 and 0 would need no rescaling. Pearson's r does not mind either.`,
      `r is ${four(pearson)} as predicted and ${four(isotonicPearson)} through a rising curve that was fitted to other pairs: a gain of ${intervalText(isotonicGain)}.`,
      lackOfFit === null
        ? "There are too few pairs or bins to test the line."
        : `Test of the bins about the line: F(${lackOfFit.degreesOfFreedom.join(", ")}) = ${lackOfFit.statistic.toFixed(2)}, p ${pText(lackOfFit.pValue)}.`,
    ]),
    figure(
      intervalPlot({
        name: "line-residuals",
        title: "Mean residual about the line, by bins of the prediction",
        x: { label: "line less score" },
        rows: bins.map(({ name, meanLineResidual }) => ({ label: name, ...meanLineResidual })),
        references: [{ value: 0, label: "on the line" }],
      }),
    ),
    figure(
      scatterPlot({
        name: "calibration",
        title: "Mean score by bins of the prediction, with the line and the rising curve",
        x: { label: "prediction" },
        y: { label: "score" },
        point: "mean of a bin",
        points: bins.map(({ meanPrediction, meanGold }) => ({ x: meanPrediction, y: meanGold })),
        lines: [
          { name: "line", points: endsOf(bins).map((x) => ({ x, y: line.intercept + line.slope * x })) },
          { name: "rising curve", points: curveOf(isotonic) },
        ],
      }),
    ),
  ];
}

const endsOf = (bins: Calibration["bins"]): readonly number[] =>
  [bins[0], bins.at(-1)].flatMap((bin) => (bin === undefined ? [] : [bin.meanPrediction]));

const curveOf = ({ x, y }: Calibration["isotonic"]): { readonly x: number; readonly y: number }[] =>
  Array.from(x, (value, index) => ({ x: value, y: y[index] ?? NaN }));

const FEW = "too few";

const SLICINGS: Readonly<Record<SlicingKind, string>> = {
  source: "source",
  score: "score",
  length: "characters of both sentences",
  overlap: "share of common character bigrams",
  difference: "sentences differ in",
};

const DIFFERENCES: Readonly<Record<SentenceDifference, string>> = {
  nothing: "nothing",
  spaces: "spaces alone",
  punctuation: "punctuation alone",
  words: "words",
};

const sliceTable = (by: SlicingKind, slices: readonly SliceMetrics[]): Block =>
  table(
    [{ title: SLICINGS[by] }, right("pairs"), right("mean residual"), right("mean absolute error"), right("r")],
    slices.map(({ slice, rows, meanResidual, meanAbsoluteError, pearson }) => [
      sliceName(by, slice),
      String(rows),
      meanResidual === null ? FEW : intervalText(meanResidual),
      meanAbsoluteError.toFixed(2),
      pearson === null ? FEW : `${four(pearson.estimate)} [${four(pearson.low)}, ${four(pearson.high)}]`,
    ]),
  );

function sliceName(by: SlicingKind, slice: string): string {
  if (by === "difference") return new Map(Object.entries(DIFFERENCES)).get(slice) ?? slice;
  return slice === "" ? "(none)" : slice;
}
