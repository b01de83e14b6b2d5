import { describeEnsembler } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { mean } from "./mean.ts";

describeEnsembler("mean", mean);

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
  expect(mean().fit(members, new Map())(members)).toEqual([
    { id: "a", prediction: 2 },
    { id: "b", prediction: 3 },
  ]);
});

it("reports up to twenty ids and counts the rest", () => {
  const member = Array.from({ length: 30 }, (_, index) => ({ id: `id-${index}`, prediction: 1 }));
  expect(() => mean().fit([member, []], new Map())).toThrow(/ensemble: 30 problems[\s\S]*id-19[\s\S]*and 10 more/);
});
