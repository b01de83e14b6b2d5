import { UserError } from "@dalmeum/contracts";

/**
 * Mean over members of (p - mean(p)) / sd(p), row by row: members count alike, whatever the scale of their predictions.
 * @param members lists of one length.
 * @throws UserError where lengths differ, or a member's predictions are all equal.
 */
export function meanOfScales(members: readonly ArrayLike<number>[]): Float64Array {
  const [first] = members;
  const sum = new Float64Array(first?.length ?? 0);
  for (const member of members) {
    if (member.length !== sum.length) {
      throw new UserError(
        `found members of ${member.length} and of ${sum.length} predictions; give each as many seeds`,
      );
    }
    const values = Float64Array.from(member);
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
    if (!(deviation > 0)) throw new UserError("found a member whose predictions are all equal; it cannot be averaged");
    for (const [row, value] of values.entries())
      sum[row] = (sum[row] ?? 0) + (value - mean) / deviation / members.length;
  }
  return sum;
}
