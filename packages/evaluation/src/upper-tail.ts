import cdf from "@stdlib/stats-base-dists-t-cdf";

/** P(T >= beyond / standardError), T of Student's distribution. Without error what was found is true. */
export function upperTail(beyond: number, standardError: number, degreesOfFreedom: number): number {
  if (standardError === 0) return (1 - Math.sign(beyond)) / 2;
  return cdf(-beyond / standardError, degreesOfFreedom);
}
