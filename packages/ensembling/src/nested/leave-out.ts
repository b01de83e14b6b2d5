import { UserError } from "@dalmeum/contracts";
import type { Interval } from "@dalmeum/evaluation";
import { pearsonDifference } from "./pearson-difference.ts";
import { pearsonOf } from "./estimate-optimism.ts";
import { nestedPredictions, type NestedOptions } from "./nested-predictions.ts";

/** Members that are left out together: one, or all that use a module. */
export interface MemberGroup {
  readonly name: string;
  /** Places among the members. */
  readonly members: readonly number[];
}

/** What a group of members adds to the blend. */
export interface Contribution {
  readonly name: string;
  /** Pearson's r of the blend fitted without the group, on nested folds; null where the group is all members. */
  readonly without: number | null;
  /** r of all less `without`, with the interval of 95 % over other pairs; null where the group is all members. */
  readonly adds: Interval | null;
}

/**
 * Leave each group out in turn, fit the others anew on nested folds, and compare with the blend of all.
 * @throws UserError where a group is empty or names a member that is not there, or the folds do not hold each id once.
 */
export function leaveOut({
  groups,
  ...options
}: NestedOptions & { readonly groups: readonly MemberGroup[] }): readonly Contribution[] {
  const { members, gold } = options;
  const all = nestedPredictions(options);
  return groups.map(({ name, members: left }) => {
    if (left.length === 0 || left.some((place) => members[place] === undefined)) {
      throw new UserError(`${name}: found members ${left.join(", ")}, expected places among ${members.length}`);
    }
    const rest = members.filter((_, place) => !left.includes(place));
    if (rest.length === 0) return { name, without: null, adds: null };
    const without = nestedPredictions({ ...options, members: rest });
    return { name, without: pearsonOf(without, gold), adds: pearsonDifference(without, all, gold) };
  });
}
