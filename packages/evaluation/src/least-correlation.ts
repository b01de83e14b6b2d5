import { UserError } from "@dalmeum/contracts";

/**
 * The least r that two lists can have with each other which correlate with a third: r13 r23 - sqrt((1 - r13^2)(1 - r23^2)),
 * where the three correlations' matrix gets singular.
 * @param r13 of the first with the third, -1 .. 1; `r23` of the second with it.
 * @returns -1 .. 1.
 * @throws UserError where one is no correlation.
 * @see Olkin 1981; values as the root of numpy.linalg.det 2.4.
 */
export function leastCorrelation(r13: number, r23: number): number {
  for (const r of [r13, r23]) {
    if (!(r >= -1 && r <= 1)) throw new UserError(`leastCorrelation: found correlation ${r}, expected -1 .. 1`);
  }
  return r13 * r23 - Math.sqrt((1 - r13 ** 2) * (1 - r23 ** 2));
}
