import { createRng } from "@dalmeum/contracts";
import { pearson } from "@dalmeum/evaluation";
import { experiment, PLANTED } from "@dalmeum/evaluation/simulated-arms";
import { expect, it } from "vitest";
import { blocksOf, blocksText, PARTS } from "./blocks.ts";
import { FIELDS, simulate } from "./fields.ts";
import { PLANTED_FIELD } from "./names.ts";

it("gives peers the scores of the arms that ours raced", async () => {
  const { outcomes, blocks } = await simulate(PLANTED_FIELD, PLANTED, 2, 21);
  expect(outcomes).toMatchObject([0, 1].map((draw) => ({ draw, dropped: [2], chosen: [1] })));
  const { seeds, examples } = PLANTED.sizes;
  expect(blocks).toHaveLength(2 * PLANTED.truths.length * seeds * (1 + PARTS));
  const [gold, arms] = experiment(createRng(21), PLANTED.sizes, PLANTED.truths);
  expect(blocksOf(PLANTED_FIELD, 0, gold, arms)).toEqual(blocks.slice(0, blocks.length / 2));
  const last = blocks[PARTS];
  const [predictions] = arms[0]?.seeds ?? [];
  expect(last).toMatchObject({ arm: 0, seed: 0, part: PARTS });
  const from = examples - examples / PARTS;
  expect(last?.score).toBe(pearson(Array.from(predictions ?? []).slice(from), gold.slice(from)));
});

it("writes a block a line, in columns without commas of their own", () => {
  const block = { field: PLANTED_FIELD, draw: 0, arm: 1, seed: 2, part: 3, score: 0.5 };
  expect(blocksText([block])).toBe(`field,draw,arm,seed,part,score\n${PLANTED_FIELD},0,1,2,3,0.5\n`);
  for (const name of Object.keys(FIELDS)) expect(name).not.toContain(",");
});
