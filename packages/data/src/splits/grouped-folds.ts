import {
  createRng,
  type Fold,
  type Rng,
  type ScoredPair,
  type SplitPairs,
  type Splits,
  UserError,
} from "@dalmeum/contracts";
import { assignFolds } from "./assign-folds.ts";
import { connectedPairs } from "./connected-pairs.ts";
import { imbalance } from "./imbalance.ts";

export interface GroupedFoldsOptions {
  /** Folds of one partition, at least 2. */
  readonly count: number;
  /** Partitions, each shuffled anew, at least 1. */
  readonly repeats?: number;
  readonly seed?: number;
}

/**
 * k-fold cross-validation, stratified by score and grouped: pairs that share a sentence or an ancestor, over however
 * many steps, are in one fold. A fold that cannot be balanced is told in the warnings.
 * @throws UserError where an option cannot be, or (at split) where there are fewer groups than folds.
 */
export function groupedFolds({ count, repeats = 1, seed = 1 }: GroupedFoldsOptions): Splits {
  const refuse = (option: string, found: number, expected: string): never => {
    throw new UserError(`groupedFolds: found ${option} ${found}, expected ${expected}`);
  };
  if (!Number.isInteger(count) || count < 2) refuse("count", count, "an integer from 2 on");
  if (!Number.isInteger(repeats) || repeats < 1) refuse("repeats", repeats, "an integer from 1 on");
  if (!Number.isSafeInteger(seed)) refuse("seed", seed, "an integer");
  return {
    name: "groupedFolds",
    options: { count, repeats, seed },
    count: count * repeats,
    split: (pairs) => {
      const groups = connectedPairs(pairs);
      if (groups.length < count) {
        throw new UserError(
          `groupedFolds: found ${groups.length} groups of pairs that share no sentence, expected at least ${count}, ` +
            "one for each fold; use fewer folds",
        );
      }
      const parts = Array.from({ length: repeats }, (_, repeat) =>
        partition(pairs, groups, {
          count,
          prefix: repeats === 1 ? "" : `repeat ${repeat + 1}, `,
          rng: createRng(seed).fork(`repeat ${repeat + 1}`),
        }),
      );
      return { folds: parts.flatMap(({ folds }) => folds), warnings: parts.flatMap(({ warnings }) => warnings) };
    },
  };
}

interface PartitionOptions {
  readonly count: number;
  /** Of each fold's name. */
  readonly prefix: string;
  readonly rng: Rng;
}

function partition(
  pairs: readonly ScoredPair[],
  groups: readonly (readonly ScoredPair[])[],
  { count, prefix, rng }: PartitionOptions,
): SplitPairs {
  const assigned = assignFolds(groups, count, rng);
  const foldOf = new Map(groups.flatMap((group, index) => group.map((pair) => [pair, assigned[index]])));
  const folds = Array.from({ length: count }, (_, fold) => ({
    name: `${prefix}fold ${fold + 1} of ${count}`,
    train: pairs.filter((pair) => foldOf.get(pair) !== fold),
    heldOut: pairs.filter((pair) => foldOf.get(pair) === fold),
  }));
  const warnings = folds.flatMap(({ name, heldOut }) => {
    const found = imbalance(heldOut, pairs, count);
    return found === undefined ? [] : [`${name}: ${found}`];
  });
  return { folds, warnings: warnings.length === 0 ? [] : [...warnings, largestGroup(folds, groups)] };
}

/** Most often it is why folds are not balanced. */
function largestGroup(folds: readonly Fold[], groups: readonly (readonly ScoredPair[])[]): string {
  const group = groups.reduce((most, other) => (other.length > most.length ? other : most));
  const [example] = group;
  const fold = folds.find(({ heldOut }) => example && heldOut.includes(example));
  return (
    `${fold?.name ?? ""} has the largest group of pairs that share sentences: ${group.length}, ` +
    `among them "${example?.id ?? ""}"; it cannot be parted`
  );
}
