import { type Arm, judgeLooks, type RaceStanding } from "@dalmeum/evaluation";
import type { Metric } from "@dalmeum/experiments";

/** What a race would have said of a treatment after each of its seeds. */
export interface EarlyVerdicts {
  readonly looks: readonly Pick<RaceStanding, "seeds" | "verdict" | "difference">[];
  /** Seeds at the first look that was settled; null where none was. */
  readonly settledAt: number | null;
  /** Seeds that it is to have, and has no runs of. */
  readonly seedsLeft: number;
  /** Whether those are likely to settle it; `settled` where it is. */
  readonly state: RaceStanding["state"];
}

export interface EarlyVerdictsOptions {
  readonly control: Arm;
  readonly treatment: Arm;
  /** All that share the control, this one among them. */
  readonly treatments: readonly Arm[];
  readonly gold: readonly number[];
  /** That it is to have. */
  readonly seeds: number;
  readonly metric: Metric;
  readonly smallestDifference: number;
}

/** Null where every arm has one seed: how far apart seeds lie nobody knows then. */
export function earlyVerdicts({
  control,
  treatment,
  treatments,
  seeds,
  ...judged
}: EarlyVerdictsOptions): EarlyVerdicts | null {
  // A treatment may be the control itself, or stand there twice.
  const others = new Map(treatments.map((arm) => [arm.name, arm]));
  others.delete(control.name);
  if (!others.has(treatment.name)) return null;
  const family = { control: control.name, treatments: [...others.keys()] };
  const wanted = Math.max(seeds, treatment.seeds.length);
  if (wanted < 2) return null;
  const looks = judgeLooks({
    ...{ ...judged, family, treatment: treatment.name },
    ...{ arms: [control, ...others.values()], seeds: wanted },
  });
  const last = looks.at(-1);
  if (last === undefined) return null;
  const settled = looks.find(({ state }) => state === "settled");
  return {
    looks: looks.map(({ seeds: seen, verdict, difference }) => ({ seeds: seen, verdict, difference })),
    settledAt: settled?.seeds ?? null,
    seedsLeft: wanted - last.seeds,
    state: settled?.state ?? last.state,
  };
}
