import { UserError } from "@dalmeum/contracts";

/**
 * Shares and rates.
 * @throws UserError naming the first that is not in 0 .. 1.
 */
export function checkShares(augmentation: string, shares: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(shares)) {
    if (!(value >= 0 && value <= 1)) throw new UserError(`${augmentation}: found ${name} ${value}, expected 0 .. 1`);
  }
}

/**
 * Counts.
 * @throws UserError naming the first that is not a whole number of at least `minimum`.
 */
export function checkCounts(augmentation: string, counts: Readonly<Record<string, number>>, minimum: number): void {
  for (const [name, value] of Object.entries(counts)) {
    if (!(Number.isSafeInteger(value) && value >= minimum)) {
      throw new UserError(`${augmentation}: found ${name} ${value}, expected a whole number of at least ${minimum}`);
    }
  }
}
