import { type Ensembler, problemsError, UserError } from "@dalmeum/contracts";
import { joinById, type JoinedRow } from "./join-by-id.ts";
import { fitScaling, type Scaling } from "./scaling/scaling.ts";

/** Members' scaled predictions, one column a member, [members][n]. */
export type Columns = readonly Float64Array[];

/** A blend is intercept + sum w_m x_m, over the members' scaled predictions x_m. */
export interface LinearWeights {
  readonly weights: readonly number[];
  readonly intercept: number;
}

export interface LinearEnsemblerDefinition {
  readonly name: string;
  readonly options: Ensembler["options"];
  readonly scaling: Scaling;
  /** @param gold [n], in the columns' order. */
  learn(columns: Columns, gold: Float64Array): LinearWeights;
}

/** An ensembler whose blend is a weighted sum; it joins, scales and checks, so that `learn` only sees numbers. */
export function linearEnsembler({ name, options, scaling, learn }: LinearEnsemblerDefinition): Ensembler {
  return {
    name,
    options: { ...options, scaling },
    fit: (fitted, gold) => {
      const rows = joinById(fitted);
      const raw = columnsOf(rows, fitted.length);
      const scales = raw.map((column, member) => fitScaling(scaling, column, `${name}, member ${member + 1}`));
      const columns = raw.map((column, member) => column.map((value) => scales[member]?.(value) ?? NaN));
      const { weights, intercept } = learn(columns, scoresOf(name, rows, gold));
      return {
        weights,
        combine: (members) => {
          if (members.length !== fitted.length) {
            throw new UserError(`${name}: found ${members.length} members, expected ${fitted.length} as fitted`);
          }
          return joinById(members).map(({ id, predictions }) => ({
            id,
            prediction: predictions.reduce(
              (sum, prediction, member) => sum + (weights[member] ?? NaN) * (scales[member]?.(prediction) ?? NaN),
              intercept,
            ),
          }));
        },
      };
    },
  };
}

function columnsOf(rows: readonly JoinedRow[], members: number): Columns {
  return Array.from({ length: members }, (_, member) =>
    Float64Array.from(rows, ({ predictions }) => predictions[member] ?? NaN),
  );
}

function scoresOf(name: string, rows: readonly JoinedRow[], gold: ReadonlyMap<string, number>): Float64Array {
  const problems = rows.flatMap(({ id }) => (gold.has(id) ? [] : [`found no score for id "${id}"`]));
  if (problems.length > 0) throw problemsError(name, problems);
  return Float64Array.from(rows, ({ id }) => gold.get(id) ?? NaN);
}
