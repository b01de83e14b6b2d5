import { Matrix } from "ml-matrix";
import { createRng, type Ensembler, UserError } from "@dalmeum/contracts";
import { centred } from "../centred.ts";
import type { Columns } from "../linear-ensembler.ts";
import { nelderMead } from "../nelder-mead.ts";
import type { ScalingOptions } from "../scaling/scaling.ts";
import { convexEnsembler, equalWeights } from "./convex-ensembler.ts";

export interface PearsonWeightsOptions extends ScalingOptions {
  /** Searches, the first from equal weights, the others from random ones. Default 8. */
  readonly restarts?: number;
  /** Of the random starts. Default 1. */
  readonly seed?: number;
}

/**
 * The weights, none below 0 and their sum 1, whose blend has the highest Pearson's r with gold: a search (Nelder and Mead
 * 1965) over v, with w_m = |v_m| / sum |v|.
 * @throws UserError where restarts is none, or no blend's r is defined.
 */
export function pearsonWeights({ restarts = 8, seed = 1, scaling = "none" }: PearsonWeightsOptions = {}): Ensembler {
  if (!Number.isSafeInteger(restarts) || restarts < 1) {
    throw new UserError(`pearsonWeights: found ${restarts} restarts, expected an integer from 1 on`);
  }
  return convexEnsembler({
    ...{ name: "pearsonWeights", options: { restarts, seed }, scaling },
    learn: (columns, gold) => {
      const correlation = correlationOf(columns, gold);
      const rng = createRng(seed).fork("pearsonWeights");
      const starts = Array.from({ length: restarts }, (_, restart) =>
        restart === 0 ? equalWeights(columns) : onSimplex(columns.map(() => -Math.log(1 - rng.uniform()))),
      );
      const found = starts
        .map((start) => nelderMead((point) => -correlation(onSimplex(point)), start))
        .toSorted((a, b) => a.value - b.value);
      const [best] = found.filter(({ value }) => Number.isFinite(value));
      if (best === undefined) {
        throw new UserError("pearsonWeights: found members or gold scores that are the same for every pair");
      }
      return onSimplex(best.point);
    },
  });
}

function onSimplex(point: readonly number[]): readonly number[] {
  const total = point.reduce((sum, value) => sum + Math.abs(value), 0);
  return point.map((value) => Math.abs(value) / total);
}

/** Pearson's r of a blend with gold from the members' covariances, so that a step of the search does not see the rows. */
function correlationOf(columns: Columns, gold: Float64Array): (weights: readonly number[]) => number {
  const { rows, target } = centred(columns, gold);
  const x = new Matrix(rows);
  const y = Matrix.columnVector(target);
  const between = x.transpose().mmul(x);
  const withGold = x.transpose().mmul(y).to1DArray();
  const goldNorm = y.norm("frobenius");
  return (weights) => {
    const w = Matrix.columnVector([...weights]);
    const norm = Math.sqrt(w.transpose().mmul(between).mmul(w).get(0, 0));
    const r = weights.reduce((sum, weight, member) => sum + weight * (withGold[member] ?? NaN), 0) / (norm * goldNorm);
    return Number.isNaN(r) ? -Infinity : r;
  };
}
