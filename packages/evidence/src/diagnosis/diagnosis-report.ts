import type { Calibration, SliceMetrics } from "@dalmeum/evaluation";
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
  type Report,
  right,
  scatterPlot,
  signed,
  table,
} from "@dalmeum/reports";
import { SCORE_RANGE } from "@dalmeum/contracts";
import type { Diagnosis, NamedGap } from "./diagnose-run.ts";
import { type DiagnosisWords, diagnosisWords } from "./diagnosis-words.ts";
import type { SlicingKind } from "./pair-slices.ts";

/** A diagnosis for people. */
export function diagnosisReport(diagnosis: Diagnosis, language: Language = "en"): Report {
  const { run, ground, pairs, gaps, slicings, worst } = diagnosis;
  const words = diagnosisWords[language];
  return {
    language,
    title: words.title(run),
    blocks: [
      paragraph(words.judged(ground, pairs)),
      pairsFigure(diagnosis.scored, language),
      heading(words.gaps),
      ...gapBlocks(gaps, words),
      heading(words.calibration),
      ...calibrationBlocks(diagnosis.calibration, language),
      heading(words.slices),
      paragraph(words.slicesNote),
      ...slicings.map(({ by, slices }) => sliceTable(by, slices, words)),
      heading(words.worst),
      paragraph(words.worstNote),
      table(
        [{ title: "id" }, right(words.score), right(words.prediction), { title: words.sentences }],
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

function pairsFigure({ predictions, gold }: Diagnosis["scored"], language: Language): Block {
  const { pairs: words, score, prediction } = diagnosisWords[language];
  return figure(
    scatterPlot({
      name: "pairs",
      title: words.title,
      language,
      x: { label: score },
      y: { label: prediction },
      point: words.point,
      points: gold.map((each, row) => ({ x: each, y: predictions[row] ?? NaN })),
      lines: [{ name: words.line, points: [SCORE_RANGE.minimum, SCORE_RANGE.maximum].map((x) => ({ x, y: x })) }],
    }),
  );
}

function gapBlocks(gaps: readonly NamedGap[], words: DiagnosisWords): readonly Block[] {
  const { gap, first, second, value, band, beyond } = words.gapColumns;
  return [
    table(
      [{ title: gap }, ...[first, second, value, band, beyond].map(right)],
      gaps.map(({ of: [before, after], gap: found }) => [
        words.gap(before.name, after.name),
        words.scored(four(before.pearson), before.pairs),
        words.scored(four(after.pearson), after.pairs),
        signed(found.estimate),
        four(found.band),
        signed(found.beyondBand),
      ]),
    ),
    paragraph(words.gapsNote),
  ];
}

function calibrationBlocks(found: Calibration, language: Language): readonly Block[] {
  const { bins, line, pearson, isotonicPearson, isotonicGain, lackOfFit, isotonic } = found;
  const words = diagnosisWords[language];
  return [
    list([
      words.line(line.slope, line.intercept),
      words.curve(pearson, isotonicPearson, intervalText(isotonicGain)),
      lackOfFit === null
        ? words.tooFewToTest
        : words.lackOfFit(
            lackOfFit.degreesOfFreedom.join(", "),
            lackOfFit.statistic.toFixed(2),
            pText(lackOfFit.pValue),
          ),
    ]),
    figure(
      intervalPlot({
        name: "line-residuals",
        title: words.residuals.title,
        language,
        x: { label: words.residuals.axis },
        rows: bins.map(({ name, meanLineResidual }) => ({ label: name, ...meanLineResidual })),
        references: [{ value: 0, label: words.residuals.none }],
      }),
    ),
    figure(
      scatterPlot({
        name: "calibration",
        title: words.bins.title,
        language,
        x: { label: words.prediction },
        y: { label: words.score },
        point: words.bins.point,
        points: bins.map(({ meanPrediction, meanGold }) => ({ x: meanPrediction, y: meanGold })),
        lines: [
          { name: words.bins.line, points: endsOf(bins).map((x) => ({ x, y: line.intercept + line.slope * x })) },
          { name: words.bins.curve, points: curveOf(isotonic) },
        ],
      }),
    ),
  ];
}

const endsOf = (bins: Calibration["bins"]): readonly number[] =>
  [bins[0], bins.at(-1)].flatMap((bin) => (bin === undefined ? [] : [bin.meanPrediction]));

const curveOf = ({ x, y }: Calibration["isotonic"]): { readonly x: number; readonly y: number }[] =>
  Array.from(x, (value, index) => ({ x: value, y: y[index] ?? NaN }));

function sliceTable(by: SlicingKind, slices: readonly SliceMetrics[], words: DiagnosisWords): Block {
  const { pairs, residual, error } = words.sliceColumns;
  return table(
    [{ title: words.slicings[by] }, ...[pairs, residual, error, "r"].map(right)],
    slices.map(({ slice, rows, meanResidual, meanAbsoluteError, pearson }) => [
      sliceName(by, slice, words),
      String(rows),
      meanResidual === null ? words.few : intervalText(meanResidual),
      meanAbsoluteError.toFixed(2),
      pearson === null ? words.few : `${four(pearson.estimate)} [${four(pearson.low)}, ${four(pearson.high)}]`,
    ]),
  );
}

function sliceName(by: SlicingKind, slice: string, words: DiagnosisWords): string {
  if (by === "difference") return new Map(Object.entries(words.differences)).get(slice) ?? slice;
  return slice === "" ? words.noSource : slice;
}
