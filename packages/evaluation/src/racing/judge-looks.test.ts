import { createRng } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { replayRace } from "../../test/replay-race.ts";
import { experiment, PLANTED, type Truth } from "../../test/simulated-arms.ts";
import { judgeLooks } from "./judge-looks.ts";

const FAMILY = { control: "arm 0", treatments: ["arm 1", "arm 2", "arm 3", "arm 4"] };
const [gold, arms] = experiment(createRng(3), PLANTED.sizes, PLANTED.truths);
const { seeds } = PLANTED.sizes;

it("stands where a race ended, at the look at which it ended", async () => {
  const { families } = await replayRace([FAMILY], arms, { gold, seeds });
  const [better, worse] = families[0]?.standings ?? [];
  for (const raced of [better, worse]) {
    const looks = judgeLooks({ family: FAMILY, treatment: raced?.name ?? "", arms, gold, seeds });
    expect(looks.map((look) => look.seeds)).toEqual([1, 2, 3, 4, 5]);
    const settled = looks.find(({ state }) => state === "settled");
    expect(settled).toMatchObject({ seeds: raced?.seeds, verdict: raced?.verdict });
    expect(looks[0]).toMatchObject({ verdict: "undecided", state: "racing" });
  }
});

it("looks at the seeds that are there, of those that are to be", () => {
  const two = arms.map((arm) => ({ ...arm, seeds: arm.seeds.slice(0, 2) }));
  const options = { family: FAMILY, treatment: "arm 1", gold };
  const [, second, ...others] = judgeLooks({ ...options, arms: two, seeds });
  expect(others).toEqual([]);
  // A second look of five spends less than the one look of two.
  const [, only] = judgeLooks({ ...options, arms: two, seeds: 2 });
  expect(second?.difference.level).toBeGreaterThan(only?.difference.level ?? NaN);
});

it("has nothing to say of one seed of each, and begins with the second", () => {
  const truths: readonly Truth[] = [
    [0.8, 0.01],
    [0.9, 0.01],
  ];
  const [scores, pair] = experiment(createRng(4), { examples: 50, seeds: 2 }, truths);
  const single = pair.map((arm) => ({ ...arm, seeds: arm.seeds.slice(0, 1) }));
  const options = { family: { control: "arm 0", treatments: ["arm 1"] }, treatment: "arm 1", gold: scores, seeds: 2 };
  expect(judgeLooks({ ...options, arms: single })).toEqual([]);
  const [control = { name: "", seeds: [] }, treatment = control] = [single[0], pair[1]];
  expect(judgeLooks({ ...options, arms: [control, treatment] }).map((look) => look.seeds)).toEqual([2]);
});
