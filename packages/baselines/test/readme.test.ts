import { createRng } from "@dalmeum/contracts";
import { scoredPair } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { lexicalRidge } from "../src/index.ts";

it("runs the README's example", () => {
  const pairs = [
    scoredPair({ id: "a", sentence1: "비가 온다.", sentence2: "비가 오고 있다.", score: 4.8 }),
    scoredPair({ id: "b", sentence1: "비가 온다.", sentence2: "책을 샀다.", score: 0 }),
  ];
  const score = lexicalRidge({ penalty: 1 }).fit(pairs, createRng(1));
  const similarity = score({ id: "new", source: "", sentence1: "눈이 온다.", sentence2: "눈이 오고 있다." });
  expect(similarity).toBeGreaterThan(2.5);
});
