/** What each prediction is too high by: prediction less gold. */
export function residuals(predictions: ArrayLike<number>, gold: ArrayLike<number>): Float64Array {
  return Float64Array.from(predictions, (prediction, row) => prediction - (gold[row] ?? NaN));
}
