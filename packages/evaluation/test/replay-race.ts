import { type Arm, judgeRace, type RacedFamily, type RaceFamily, type RaceOptions, runRace } from "../src/index.ts";

export interface Replayed {
  readonly families: readonly RacedFamily[];
  /** Seeds of arms that it asked for. */
  readonly asked: number;
}

/** A race of arms whose seeds are all there. */
export async function replayRace(
  families: readonly RaceFamily[],
  arms: readonly Arm[],
  options: Pick<RaceOptions, "gold" | "seeds" | "smallestDifference">,
): Promise<Replayed> {
  const made = new Map<string, number>();
  let asked = 0;
  const raced = await runRace({
    ...{ families, seeds: options.seeds },
    make: (seed, names) => {
      asked += names.length;
      for (const name of names) made.set(name, seed + 1);
      return Promise.resolve([]);
    },
    look: (family, racing) => {
      const soFar = arms.map((arm) => ({ ...arm, seeds: arm.seeds.slice(0, made.get(arm.name)) }));
      return Promise.resolve(judgeRace({ ...options, family, racing, arms: soFar }));
    },
  });
  return { families: raced, asked };
}
