import type { Rng } from "@dalmeum/contracts";
import type { Arm } from "../src/index.ts";

export interface Sizes {
  readonly examples: number;
  readonly seeds: number;
}

/**
 * Gold scores, and arms whose errors are 60 % what every arm gets wrong about an example, 20 % what one arm does, and 20 %
 * what one seed does.
 */
export function experiment(
  rng: Rng,
  { examples, seeds }: Sizes,
  arms: readonly (readonly [number, number])[],
): [number[], Arm[]] {
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
