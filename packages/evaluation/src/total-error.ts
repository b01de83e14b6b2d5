import type { DifferenceVariance } from "./difference-variance.ts";

/**
 * Standard error of a difference, the root of the sum of its parts, and its degrees of freedom; these are Infinity where
 * the error is 0.
 * @see Satterthwaite 1946.
 */
export function totalError({ examples, rows, arms }: DifferenceVariance): {
  standardError: number;
  degreesOfFreedom: number;
} {
  const parts = [
    { value: examples, degreesOfFreedom: rows - 1 },
    ...arms.map(({ variance, seeds }) => ({ value: variance / seeds, degreesOfFreedom: seeds - 1 })),
  ];
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const spread = parts.reduce((sum, { value, degreesOfFreedom }) => sum + value ** 2 / degreesOfFreedom, 0);
  return { standardError: Math.sqrt(total), degreesOfFreedom: total === 0 ? Infinity : total ** 2 / spread };
}
