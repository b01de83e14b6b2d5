import { createRng } from "@dalmeum/contracts";
import type { Arm } from "@dalmeum/evaluation";
import { replayRace } from "@dalmeum/evaluation/replay-race";
import { EQUAL, experiment, type Field, PLANTED, SMALL } from "@dalmeum/evaluation/simulated-arms";
import { type Block, blocksOf } from "./blocks.ts";
import { EQUAL_FIELD, PLANTED_FIELD, SMALL_FIELD } from "./names.ts";
import type { Outcome, Planted } from "./outcomes.ts";

export const DRAWS = 300;

const runsOf = ({ sizes, truths }: Field): number => sizes.seeds * truths.length;

/** What is raced, as in race.simulation.test.ts, and what each has planted. */
export const FIELDS: Readonly<Record<string, Planted & { readonly field: Field }>> = {
  [PLANTED_FIELD]: { field: PLANTED, runs: runsOf(PLANTED), winner: 1, loser: 2, equal: false },
  [EQUAL_FIELD]: { field: EQUAL, runs: runsOf(EQUAL), equal: true },
  [SMALL_FIELD]: { field: SMALL, runs: runsOf(SMALL), winner: 1, equal: false },
};

/** Races of a field: how ours ended, and the blocks from which a peer races the same arms. */
export async function simulate(
  name: string,
  field: Field,
  draws: number,
  seed: number,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly blocks: readonly Block[] }> {
  const rng = createRng(seed);
  const [outcomes, blocks]: [Outcome[], Block[]] = [[], []];
  for (let draw = 0; draw < draws; draw++) {
    const [gold, arms] = experiment(rng, field.sizes, field.truths);
    outcomes.push({ field: name, draw, ...(await raced(gold, arms, field.sizes.seeds)) });
    blocks.push(...blocksOf(name, draw, gold, arms));
  }
  return { outcomes, blocks };
}

async function raced(
  gold: readonly number[],
  arms: readonly Arm[],
  seeds: number,
): Promise<Pick<Outcome, "dropped" | "chosen" | "asked">> {
  const [control = "", ...treatments] = arms.map(({ name }) => name);
  const { families, asked } = await replayRace([{ control, treatments }], arms, { gold, seeds });
  const standings = families.flatMap((family) => family.standings);
  const called = (verdict: "supported" | "refuted"): number[] =>
    standings.flatMap((each) => (each.verdict === verdict ? [1 + treatments.indexOf(each.name)] : []));
  return { dropped: called("refuted"), chosen: called("supported"), asked };
}
