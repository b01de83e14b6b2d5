import type { Ensembler } from "@dalmeum/contracts";
import { type Columns, linearEnsembler } from "../linear-ensembler.ts";
import { onScoreScale } from "../on-score-scale.ts";
import type { Scaling } from "../scaling/scaling.ts";

export interface ConvexEnsemblerDefinition {
  readonly name: string;
  readonly options: Ensembler["options"];
  readonly scaling: Scaling;
  /** @returns a weight a member, none below 0, their sum 1. */
  learn(columns: Columns, gold: Float64Array): readonly number[];
}

/** An ensembler whose weights say how much of each member is in the blend. Of unscaled scores it is a score itself. */
export function convexEnsembler({ name, options, scaling, learn }: ConvexEnsemblerDefinition): Ensembler {
  return linearEnsembler({
    ...{ name, options, scaling },
    learn: (columns, gold) => {
      const weights = learn(columns, gold);
      return scaling === "none" ? { weights, intercept: 0 } : onScoreScale(name, columns, gold, weights);
    },
  });
}

/** The same weight for each. */
export const equalWeights = (columns: Columns): readonly number[] => columns.map(() => 1 / columns.length);
