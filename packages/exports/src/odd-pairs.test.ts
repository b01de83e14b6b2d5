import { expect, it } from "vitest";
import { oddPairs } from "./odd-pairs.ts";

const pair = (id: string, sentence1: string) => ({ id, source: "s", sentence1, sentence2: "눈이 온다" });
const dev = [pair("plain", "비가 온다"), pair("emoji", "비가 온다 😂"), pair("long", "비가 온다 ".repeat(50).trim())];
const found = oddPairs({ dev, addedTokens: ["<PERSON>", "[SEP]"], maxLength: 16 });
const textOf = (kind: string): string | undefined => found.find((odd) => odd.kind === kind)?.pair.sentence1;

it("are dev's longest and those that the data report calls odd, and plain ones made odd", () => {
  expect(textOf("emoji")).toBe("비가 온다 😂");
  expect(textOf("longest")).toBe(dev[2]?.sentence1);
  expect(textOf("decomposed")).toBe("비가 온다".normalize("NFD"));
  expect(textOf("joiners")).toContain("비\u200d가");
  expect(textOf("added token <PERSON>")).toBe("<PERSON>비가 온다 <PERSON> 가<PERSON>");
  expect(textOf("added token [SEP]")).toBeDefined();
  expect(textOf("longer than a sequence")?.split(" ")).toHaveLength(32);
  expect(found.every(({ pair: { source } }) => source === "s")).toBe(true);
});

it("are none without dev pairs", () => {
  expect(oddPairs({ dev: [], addedTokens: [], maxLength: 16 })).toEqual([]);
});
