import type { Prediction } from "@dalmeum/contracts";
import golden from "../fixtures/ensembling.json" with { type: "json" };

export { golden };

/** Values as predictions of pairs `p0`, `p1`, ... */
export const memberOf = (values: readonly number[]): readonly Prediction[] =>
  values.map((prediction, row) => ({ id: `p${row}`, prediction }));

/** Scores of the same pairs. */
export const goldOf = (scores: readonly number[]): ReadonlyMap<string, number> =>
  new Map(scores.map((score, row) => [`p${row}`, score]));

export const goldenMembers = golden.members.map(memberOf);
export const goldenGold = goldOf(golden.gold);
export const unseenMembers = golden.unseen.map(memberOf);

export const valuesOf = (rows: readonly Prediction[]): readonly number[] => rows.map(({ prediction }) => prediction);
