import type { RaceStanding } from "./judge-race.ts";
import type { RaceFamily } from "./race-family.ts";

export interface Race {
  readonly families: readonly RaceFamily[];
  /** Seeds that each arm has at most, 2 or more. */
  readonly seeds: number;
  /**
   * Make the runs of these arms with the seed of this index, from 0; those that are there count too.
   * @returns arms that failed, and are out.
   */
  readonly make: (seed: number, arms: readonly string[]) => Promise<readonly string[]>;
  /** Where treatments of a family stand by the runs that are there, as `judgeRace` tells it. */
  readonly look: (family: RaceFamily, racing: readonly string[]) => Promise<readonly RaceStanding[]>;
}

/** A family at the end of its race. */
export interface RacedFamily extends RaceFamily {
  /** Where each treatment stood when it was looked at last, in their order. */
  readonly standings: readonly RaceStanding[];
}

/**
 * Race treatments against their controls, a seed at a time: who has its verdict, or is not likely to get one with the seeds
 * that are left, makes no more runs. Controls make all of theirs before a treatment makes its second: every difference needs
 * them, and how far apart seeds lie is what one seed of each does not tell.
 */
export async function runRace({ families, seeds, make, look }: Race): Promise<readonly RacedFamily[]> {
  const last = new Map<string, RaceStanding>();
  const failed = new Set<string>();
  const isRacing = (name: string): boolean => !failed.has(name) && (last.get(name)?.state ?? "racing") === "racing";
  const racingOf = ({ control, treatments }: RaceFamily): readonly string[] =>
    failed.has(control) ? [] : treatments.filter(isRacing);
  const open = (): readonly RaceFamily[] => families.filter((family) => racingOf(family).length > 0);
  const lookAt = async (): Promise<void> => {
    for (const family of open()) {
      for (const standing of await look(family, racingOf(family))) last.set(standing.name, standing);
    }
  };
  const makeSeed = async (seed: number, arms: readonly string[]): Promise<void> => {
    for (const name of await make(seed, arms)) failed.add(name);
  };
  const controls = (): readonly string[] => open().map(({ control }) => control);
  const racing = (): readonly string[] => open().flatMap(racingOf);
  await makeSeed(0, [...controls(), ...racing()]);
  for (let seed = 1; seed < seeds; seed++) await makeSeed(seed, controls());
  await lookAt();
  for (let seed = 1; seed < seeds && open().length > 0; seed++) {
    await makeSeed(seed, racing());
    await lookAt();
  }
  return families.map((family) => ({
    ...family,
    standings: family.treatments.flatMap((name) => last.get(name) ?? []),
  }));
}
