import { createRng } from "@dalmeum/contracts";
import { expect, it } from "vitest";
import { replaceParticles, swapSentences } from "../src/index.ts";

it("runs the README's example", () => {
  const pair = {
    id: "a",
    source: "",
    sentence1: "비가 온다",
    sentence2: "눈이 온다",
    score: 2,
    binaryLabel: 0,
  } as const;
  const swapped = swapSentences({ probability: 1 }).augment([pair], createRng(1), []);
  expect(swapped[1]).toMatchObject({ id: "a~swap", parentId: "a", sentence1: "눈이 온다", sentence2: "비가 온다" });
  const polite = replaceParticles({ probability: 1 }).augment([pair], createRng(1), [])[1];
  expect(polite).toMatchObject({ id: "a~particle", parentId: "a" });
  expect([
    ["비가 옵니다", "눈이 온다"],
    ["비가 온다", "눈이 옵니다"],
  ]).toContainEqual([polite?.sentence1, polite?.sentence2]);
});
