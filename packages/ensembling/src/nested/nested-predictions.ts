import { type Ensembler, type Prediction, problemsError, UserError } from "@dalmeum/contracts";

/** Members' out-of-fold predictions, and what they are compared with. */
export interface NestedOptions {
  readonly ensembler: Ensembler;
  readonly members: readonly (readonly Prediction[])[];
  readonly gold: ReadonlyMap<string, number>;
  /** Ids of each fold: each id of the members in one of them. */
  readonly folds: readonly (readonly string[])[];
}

/**
 * Each pair's prediction by the ensembler fitted without the pair's fold, in the first member's order: what the blend gives
 * for pairs that it has not learned from, as its members' predictions are out of fold already.
 * @throws UserError where there are fewer than two folds, or they do not hold each id once.
 */
export function nestedPredictions({ ensembler, members, gold, folds }: NestedOptions): readonly Prediction[] {
  const ids = (members[0] ?? []).map(({ id }) => id);
  expectPartition(ids, folds);
  const predicted = new Map<string, number>();
  for (const fold of folds) {
    const held = new Set(fold);
    const blend = ensembler.fit(
      members.map((member) => member.filter(({ id }) => !held.has(id))),
      gold,
    );
    const unseen = members.map((member) => member.filter(({ id }) => held.has(id)));
    for (const { id, prediction } of blend.combine(unseen)) predicted.set(id, prediction);
  }
  return ids.map((id) => ({ id, prediction: predicted.get(id) ?? NaN }));
}

function expectPartition(ids: readonly string[], folds: NestedOptions["folds"]): void {
  if (folds.length < 2) throw new UserError(`nested folds: found ${folds.length}, expected at least two`);
  const times = new Map<string, number>(ids.map((id) => [id, 0]));
  const problems: string[] = [];
  for (const id of folds.flat()) {
    const before = times.get(id);
    if (before === undefined) problems.push(`found id "${id}", which no member predicts`);
    else times.set(id, before + 1);
  }
  for (const [id, count] of times) {
    if (count !== 1) problems.push(`id "${id}" is in ${count} folds, expected one`);
  }
  if (problems.length > 0) throw problemsError("nested folds", problems);
}
