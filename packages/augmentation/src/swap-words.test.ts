import { describeAugmentation } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { rewrites } from "../test/rewrites.ts";
import { swapWords } from "./swap-words.ts";

describeAugmentation("swapWords", () => swapWords({ probability: 1 }));

describe("swapWords", () => {
  const swaps = (sentence: string) => rewrites(swapWords({ probability: 1 }), sentence);

  it("swaps neighbours, never the last word", () => {
    expect(swaps("남자가 공원에서 기타를 친다.")).toEqual([
      "공원에서 남자가 기타를 친다.",
      "남자가 기타를 공원에서 친다.",
    ]);
  });

  it.each([
    "한 남자가 달린다.",
    "나는 안 먹었다.",
    "나는 할 수 있다.",
    "미국, 중국, 인도.",
    "정말 정말 좋다.",
    "하나 둘",
    "",
  ])("leaves %j as it is", (sentence) => {
    expect(swaps(sentence)).toEqual([]);
  });
});
