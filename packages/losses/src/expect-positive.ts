import { UserError } from "@dalmeum/contracts";

/** @throws UserError where an option of a loss is not a finite number above 0. */
export function expectPositive(loss: string, option: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new UserError(`${loss}: found ${option} ${value}, expected a finite number above 0`);
}
