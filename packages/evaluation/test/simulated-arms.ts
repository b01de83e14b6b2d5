import type { Rng } from "@dalmeum/contracts";
import type { Arm } from "../src/index.ts";

export interface Sizes {
  readonly examples: number;
  readonly seeds: number;
}

/** Mean of an arm's Pearson, and its standard deviation over seeds. */
export type Truth = readonly [mean: number, deviation: number];

/** Arms to be raced, the first of which is the control. */
export interface Field {
  readonly sizes: Sizes;
  readonly truths: readonly Truth[];
}

/** Better by 0.05, worse by 0.06, and two that are equal to the control. */
export const PLANTED: Field = {
  sizes: { examples: 1000, seeds: 5 },
  truths: [
    [0.8, 0.005],
    [0.85, 0.005],
    [0.74, 0.005],
    [0.8, 0.005],
    [0.8, 0.005],
  ],
};

/** None is better than another. */
export const EQUAL: Field = { ...PLANTED, truths: Array<Truth>(5).fill([0.8, 0.005]) };

/** A smaller difference, and fewer seeds to find it with. */
export const SMALL: Field = {
  sizes: { examples: 1000, seeds: 3 },
  truths: [
    [0.8, 0.005],
    [0.84, 0.005],
    [0.8, 0.005],
    [0.8, 0.005],
  ],
};

/**
 * Gold scores, and arms whose errors are 60 % what every arm gets wrong about an example, 20 % what one arm does, and 20 %
 * what one seed does.
 */
export function experiment(rng: Rng, { examples, seeds }: Sizes, arms: readonly Truth[]): [number[], Arm[]] {
  const normals = (): number[] => Array.from({ length: examples }, () => rng.normal());
  const [gold, everyArms] = [normals(), normals()];
  const lists = arms.map(([centre, deviation], arm) => {
    const own = normals();
    const perSeed = Array.from({ length: seeds }, () => {
      const r = centre + deviation * rng.normal();
      const noise = Math.sqrt(1 - r * r);
      return gold.map((score, row) => {
        const common = Math.sqrt(0.6) * (everyArms[row] ?? NaN) + Math.sqrt(0.2) * (own[row] ?? NaN);
        return r * score + noise * (common + Math.sqrt(0.2) * rng.normal());
      });
    });
    return { name: `arm ${arm}`, seeds: perSeed };
  });
  return [gold, lists];
}
