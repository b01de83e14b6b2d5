import { UserError } from "@dalmeum/contracts";

/**
 * Check the level of an interval.
 * @throws UserError where it is not between 0 and 1.
 */
export function expectLevel(subject: string, level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new UserError(`${subject}: found level ${level}, expected a share between 0 and 1, e.g. 0.95`);
  }
}
