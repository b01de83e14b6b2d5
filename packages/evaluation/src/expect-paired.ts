import { UserError } from "@dalmeum/contracts";

/**
 * Check that two lists pair up.
 * @throws UserError where lengths differ, there are fewer than two rows, or a value is not finite.
 */
export function expectPaired(metric: string, predictions: ArrayLike<number>, gold: ArrayLike<number>): void {
  if (predictions.length !== gold.length) {
    throw new UserError(
      `${metric}: found ${predictions.length} predictions for ${gold.length} gold scores, expected as many`,
    );
  }
  if (gold.length < 2) throw new UserError(`${metric}: found ${gold.length} rows, expected at least 2`);
  for (const [name, values] of Object.entries({ predictions, gold })) {
    const row = Array.from(values).findIndex((value) => !Number.isFinite(value));
    if (row >= 0) {
      throw new UserError(`${metric}: ${name} holds ${values[row]} at row ${row + 1}, expected finite numbers`);
    }
  }
}
