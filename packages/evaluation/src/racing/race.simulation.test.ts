import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import { replayRace } from "../../test/replay-race.ts";
import { experiment, type Field, PLANTED, type Sizes, SMALL, type Truth } from "../../test/simulated-arms.ts";
import { compareArms, familyVerdicts, type RaceStanding } from "../index.ts";

interface Simulated {
  readonly standings: readonly RaceStanding[];
  /** Of those of the whole sweep. */
  readonly share: number;
}

/** A race of all arms against the first. */
async function raceOf(rng: ReturnType<typeof createRng>, { sizes, truths }: Field): Promise<Simulated> {
  const [gold, arms] = experiment(rng, sizes, truths);
  const [control = "", ...treatments] = arms.map(({ name }) => name);
  const { seeds } = sizes;
  const { families, asked } = await replayRace([{ control, treatments }], arms, { gold, seeds });
  return { standings: families[0]?.standings ?? [], share: asked / seeds / arms.length };
}

async function races(draws: number, field: Field): Promise<readonly Simulated[]> {
  const rng = createRng(21);
  const all: Simulated[] = [];
  for (let draw = 0; draw < draws; draw++) all.push(await raceOf(rng, field));
  return all;
}

const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / items.length;
const SAME: Truth = [0.8, 0.01];

describe("races", { tags: ["slow"] }, () => {
  it.each<[string, Sizes, readonly Truth[]]>([
    ["three seeds", { examples: 200, seeds: 3 }, Array<Truth>(5).fill(SAME)],
    ["six seeds", { examples: 100, seeds: 6 }, Array<Truth>(5).fill(SAME)],
    ["arms of other spreads", { examples: 200, seeds: 4 }, [SAME, [0.8, 0.03], [0.8, 0.003], SAME, [0.8, 0]]],
    [
      "a control that is steadier",
      { examples: 200, seeds: 3 },
      [
        [0.8, 0.002],
        [0.8, 0.02],
        [0.8, 0.02],
      ],
    ],
  ])("of equal arms call any supported in at most 2.5 % of 500, and so for refuted: %s", async (_, sizes, truths) => {
    const all = await races(500, { sizes, truths });
    for (const verdict of ["supported", "refuted"]) {
      expect(share(all, ({ standings }) => standings.some((each) => each.verdict === verdict))).toBeLessThan(0.025);
    }
    // The control with every seed, and each of the others with one.
    const least = (truths.length - 1 + sizes.seeds) / truths.length / sizes.seeds;
    expect(all.reduce((sum, { share: made }) => sum + made, 0) / all.length).toBeLessThan(least + 0.04);
  });

  it("keep a planted winner and drop a planted loser in 95 of 100", async () => {
    const all = await races(300, PLANTED);
    const verdicts = all.map(({ standings }) => standings.map(({ verdict }) => verdict));
    expect(share(verdicts, ([winner]) => winner === "supported")).toBeGreaterThan(0.95);
    expect(share(verdicts, ([, loser]) => loser === "refuted")).toBeGreaterThan(0.95);
    expect(share(verdicts, ([, , ...equals]) => equals.every((verdict) => verdict === "undecided"))).toBeGreaterThan(
      0.95,
    );
  });
});

it("finds a smaller difference in 183 of 200 where the whole sweep finds it in 192", { tags: ["slow"] }, async () => {
  const all = await races(200, SMALL);
  const rng = createRng(21);
  const whole = all.map(() => {
    const [gold, [control, ...treatments]] = experiment(rng, SMALL.sizes, SMALL.truths);
    if (control === undefined) throw new Error("four arms were asked for");
    const compared = treatments.map((treatment) => compareArms({ control, treatment, gold, resamples: 2 }));
    return familyVerdicts(compared.map(({ pValue }) => pValue));
  });
  expect(whole.filter(([better]) => better?.verdict === "supported")).toHaveLength(192);
  expect(all.filter(({ standings: [better] }) => better?.verdict === "supported")).toHaveLength(183);
});

it("decides as compareArms would, which its levels make stricter", async () => {
  const rng = createRng(22);
  const sizes = { examples: 300, seeds: 4 };
  const truths: readonly Truth[] = [SAME, [0.9, 0.01], [0.7, 0.01]];
  const { standings } = await raceOf(rng, { sizes, truths });
  const [gold, [control, ...treatments]] = experiment(createRng(22), sizes, truths);
  if (control === undefined) throw new Error("three arms were asked for");
  const whole = familyVerdicts(treatments.map((treatment) => compareArms({ control, treatment, gold }).pValue));
  expect(standings.map(({ verdict }) => verdict)).toEqual(whole.map(({ verdict }) => verdict));
  expect(standings.map(({ verdict, state, seeds }) => [verdict, state, seeds])).toEqual([
    ["supported", "settled", expect.any(Number)],
    ["refuted", "settled", expect.any(Number)],
  ]);
  for (const { difference } of standings) expect(difference.level).toBeGreaterThan(0.95);
});
