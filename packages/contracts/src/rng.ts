import { createHash } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded stream of random numbers: same seed, same stream. */
export interface Rng {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform integer in [0, exclusiveMaximum). */
  integer(exclusiveMaximum: number): number;
  /** Normal with mean 0 and standard deviation 1 (Box and Muller 1958). */
  normal(): number;
  /** A stream of its own for `label`. It does not advance this one, so a new consumer changes no other. */
  fork(label: string): Rng;
  /** A shuffled copy (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** A stream that starts at `seed`, any safe integer. */
export function createRng(seed: number): Rng {
  return streamOf(String(seed));
}

function streamOf(path: string): Rng {
  const generator = xoroshiro128plus(createHash("sha256").update(path).digest().readInt32LE(0));
  const uniform = (): number => uniformFloat64(generator);
  const integer = (exclusiveMaximum: number): number => uniformInt(generator, 0, exclusiveMaximum - 1);
  return {
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    fork: (label) => streamOf(`${path}/${label}`),
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        const [a, b] = [shuffled[last], shuffled[other]];
        if (a === undefined || b === undefined) continue;
        shuffled[last] = b;
        shuffled[other] = a;
      }
      return shuffled;
    },
  };
}
