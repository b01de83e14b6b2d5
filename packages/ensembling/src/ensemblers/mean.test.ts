import { describeEnsembler } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { goldOf, memberOf } from "../../test/golden.ts";
import { mean, SCALINGS } from "../index.ts";

describe.each(SCALINGS)("scaling %s", (scaling) => {
  describeEnsembler("mean", () => mean({ scaling }));
});

it("averages by id, not by position", () => {
  const members = [
    [
      { id: "a", prediction: 1 },
      { id: "b", prediction: 4 },
    ],
    [
      { id: "b", prediction: 2 },
      { id: "a", prediction: 3 },
    ],
  ];
  const gold = new Map([
    ["a", 1],
    ["b", 2],
  ]);
  expect(mean().fit(members, gold).combine(members)).toEqual([
    { id: "a", prediction: 2 },
    { id: "b", prediction: 3 },
  ]);
});

it("brings members of other scales to that of the scores", () => {
  const gold = [0, 1, 2, 3, 5];
  const members = [memberOf(gold.map((score) => score / 100)), memberOf(gold.map((score) => 1000 + 3 * score))];
  const blend = mean({ scaling: "standard" }).fit(members, goldOf(gold));
  blend.combine(members).forEach(({ prediction }, row) => {
    expect(prediction).toBeCloseTo(gold[row] ?? NaN, 9);
  });
});

it("refuses scaled members that fall while the scores rise", () => {
  expect(() => mean({ scaling: "rank" }).fit([memberOf([3, 2, 1])], goldOf([1, 2, 3]))).toThrow(/does not rise/);
});

it("reports up to twenty ids and counts the rest", () => {
  const member = Array.from({ length: 30 }, (_, index) => ({ id: `id-${index}`, prediction: 1 }));
  expect(() => mean().fit([member, []], new Map())).toThrow(/ensemble: 30 problems[\s\S]*id-19[\s\S]*and 10 more/);
});
