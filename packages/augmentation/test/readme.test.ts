import { createRng } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { swapSentences } from "../src/index.ts";

it("runs the README's example", () => {
  const pair = {
    id: "a",
    source: "",
    sentence1: "비가 온다",
    sentence2: "눈이 온다",
    score: 2,
    binaryLabel: 0,
  } as const;
  const pairs = swapSentences({ probability: 1 }).augment([pair], createRng(1), []);
  expect(pairs[1]).toMatchObject({ id: "a~swap", parentId: "a", sentence1: "눈이 온다", sentence2: "비가 온다" });
});
