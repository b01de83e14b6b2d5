import { mean } from "./moments.ts";
import { ranks } from "./spearman.ts";
import { tieGroups } from "./tie-groups.ts";

/**
 * Influence of each row on Spearman's rho: that of Pearson's r of the ranks, and what the row does to the ranks of others.
 *
 * Ties share their mean rank, as in `spearman`, so this holds for graded scores too.
 * @returns [n], mean 0; NaN where a side is constant.
 * @see Croux and Dehon 2010, for values without ties.
 */
export function spearmanInfluence(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const [u, v] = [grades(a), grades(b)];
  const [covariance, varianceU, varianceV] = [meanProduct(u, v), meanProduct(u, u), meanProduct(v, v)];
  const scale = Math.sqrt(varianceU * varianceV);
  const [uOfU, uOfV, vOfU, vOfV] = [shift(u, u), shift(u, v), shift(v, u), shift(v, v)];
  return u.map((own, row) => {
    const other = v[row] ?? NaN;
    const onCovariance = own * other - covariance + (uOfV[row] ?? NaN) + (vOfU[row] ?? NaN);
    const onVarianceU = own * own - varianceU + 2 * (uOfU[row] ?? NaN);
    const onVarianceV = other * other - varianceV + 2 * (vOfV[row] ?? NaN);
    return (onCovariance - (covariance / 2) * (onVarianceU / varianceU + onVarianceV / varianceV)) / scale;
  });
}

/** Share of the rows below, equal ones counting half, less its mean of 1/2. */
function grades(values: ArrayLike<number>): Float64Array {
  return ranks(values).map((rank) => (rank - 0.5) / values.length - 0.5);
}

function meanProduct(a: Float64Array, b: Float64Array): number {
  return mean(a.map((value, row) => value * (b[row] ?? NaN)));
}

/**
 * How the mean of grade times weight moves as a row gains mass: the grades above it move up by 1, its equals' by 1/2, and
 * every grade shrinks by itself.
 * @param weights of mean 0.
 */
function shift(grade: Float64Array, weights: Float64Array): Float64Array {
  const shrinkage = meanProduct(grade, weights);
  const moved = new Float64Array(grade.length);
  let above = 0;
  for (const group of tieGroups(grade).reverse()) {
    let tied = 0;
    for (const row of group) tied += weights[row] ?? NaN;
    for (const row of group) moved[row] = (above + tied / 2) / grade.length - shrinkage;
    above += tied;
  }
  return moved;
}
