import { syntheticBoard } from "@dalmeum/standing/synthetic";
import { expect, it } from "vitest";
import { choicesOf, filterOf, passes, withValues } from "./standing-filter.ts";

const { experiments } = syntheticBoard({ runs: 60 }).index;
const shown = (query: string): number =>
  experiments.filter((experiment) => passes(filterOf(new URLSearchParams(query)), experiment)).length;

it("shows what has the owner, the module, the encoder and the name", () => {
  expect(shown("")).toBe(15);
  expect(shown("owner=%40min-ji")).toBe(4);
  expect(shown("module=pearsonLoss")).toBe(experiments.filter(({ modules }) => modules.includes("pearsonLoss")).length);
  expect(shown("encoder=nothing")).toBe(0);
  expect(shown("name=문장-쌍&owner=%40team%2Fmodels")).toBe(4);
});

it("finds a name however its Hangul is composed", () => {
  expect(shown(`name=${"문장".normalize("NFD")}`)).toBe(4);
});

it("offers each value once, and keeps a query free of empty ones", () => {
  expect(choicesOf(experiments).owner).toEqual([...new Set(experiments.flatMap(({ owners }) => owners))].toSorted());
  expect(withValues(new URLSearchParams("on=a&owner=b"), { owner: "", name: "c" }).toString()).toBe("on=a&name=c");
});
