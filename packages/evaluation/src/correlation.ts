/** Spread below this share of the mean is rounding: the side is constant (the threshold of scipy.stats.pearsonr 1.17). */
const ROUNDING = 1e-13;

/**
 * Pearson's r of the rows that `indices` names (all where it names none), unchecked; NaN where a side is constant. Two
 * passes in float64: the means first, so that large offsets cost no digits.
 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>, indices?: ArrayLike<number>): number {
  const rows = indices?.length ?? a.length;
  const at = (values: ArrayLike<number>, row: number): number => values[indices?.[row] ?? row] ?? NaN;
  let [sumA, sumB] = [0, 0];
  for (let row = 0; row < rows; row++) {
    sumA += at(a, row);
    sumB += at(b, row);
  }
  const [meanA, meanB] = [sumA / rows, sumB / rows];
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const [da, db] = [at(a, row) - meanA, at(b, row) - meanB];
    products += da * db;
    squaresA += da * da;
    squaresB += db * db;
  }
  const [normA, normB] = [Math.sqrt(squaresA), Math.sqrt(squaresB)];
  const isConstant = normA <= ROUNDING * Math.abs(meanA) || normB <= ROUNDING * Math.abs(meanB);
  return isConstant ? NaN : Math.max(-1, Math.min(1, products / normA / normB));
}
