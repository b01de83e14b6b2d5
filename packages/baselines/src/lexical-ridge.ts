import { type Learner, UserError } from "@dalmeum/contracts";
import { ridgeFit } from "@dalmeum/evaluation/ridge-fit";
import { fitPairFeatures, type PairFeatures } from "./features/pair-features.ts";

export interface LexicalRidgeOptions {
  /** How dear weights are, above 0. Default 1. */
  readonly penalty?: number;
}

/**
 * Ridge regression of the score on what two sentences have in common: letters, jamo, words, numbers, negations, length,
 * edits; each standardised, with its square and its products with others. It knows no meaning, so its errors are not those
 * of an encoder.
 * @throws UserError where the penalty is none.
 */
export function lexicalRidge({ penalty = 1 }: LexicalRidgeOptions = {}): Learner {
  if (!(penalty > 0 && Number.isFinite(penalty))) {
    throw new UserError(`lexicalRidge: found penalty ${penalty}, expected a number above 0`);
  }
  return {
    name: "lexicalRidge",
    options: { penalty },
    fit: (pairs) => {
      const featuresOf = fitPairFeatures(pairs);
      const rows = pairs.map((pair) => expanded(featuresOf(pair)));
      const scales = columnScales(rows);
      const columns = scales.map((scale, column) => rows.map((row) => scale(row[column] ?? NaN)));
      const { weights, intercept } = ridgeFit(
        columns,
        pairs.map(({ score }) => score),
        penalty,
      );
      return (pair) =>
        expanded(featuresOf(pair)).reduce(
          (sum, value, column) => sum + (weights[column] ?? NaN) * (scales[column]?.(value) ?? NaN),
          intercept,
        );
    },
  };
}

/** Features, their squares and their products. */
function expanded(features: PairFeatures): readonly number[] {
  const values = Object.values(features);
  return [...values, ...values.flatMap((a, first) => values.slice(first).map((b) => a * b))];
}

/** Of each column, (x - mean) / sd; 0 where it is level. */
function columnScales(rows: readonly (readonly number[])[]): readonly ((value: number) => number)[] {
  const [first = []] = rows;
  return first.map((_, column) => {
    const values = rows.map((row) => row[column] ?? NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return (value) => (deviation > 1e-9 ? (value - mean) / deviation : 0);
  });
}
