import type { Arm } from "../comparison.ts";
import { judgeRace, type RaceOptions, type RaceStanding } from "./judge-race.ts";

/** As of a race, of one treatment of its family. */
export interface JudgeLooksOptions extends Omit<RaceOptions, "racing"> {
  readonly treatment: string;
}

/**
 * Where a treatment stood after 1, 2 .. seeds in a race whose control had all that it has: `judgeRace` of the arms as they were then,
 * one standing for each number of seeds that the treatment has. A number at which every arm had one seed has none.
 *
 * The race would have ended at the first that is settled. Later ones are told all the same.
 * @throws UserError as `judgeRace` does.
 */
export function judgeLooks({ treatment, ...race }: JudgeLooksOptions): readonly RaceStanding[] {
  const { family, arms } = race;
  const present = arms.find(({ name }) => name === treatment)?.seeds.length ?? 0;
  const looks = Array.from({ length: Math.min(present, race.seeds) }, (_, index) => index + 1);
  return looks.flatMap((seeds): readonly RaceStanding[] => {
    const soFar = arms.map(
      (arm): Arm => (arm.name === family.control ? arm : { ...arm, seeds: arm.seeds.slice(0, seeds) }),
    );
    // How far apart seeds lie nobody knows yet.
    if (soFar.every((arm) => arm.seeds.length < 2)) return [];
    return judgeRace({ ...race, arms: soFar, racing: [treatment] });
  });
}
