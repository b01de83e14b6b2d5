import { describeAugmentation } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { rewrites } from "../test/rewrites.ts";
import { maskTokens } from "./mask-tokens.ts";

describeAugmentation("maskTokens", () => maskTokens({ probability: 1 }));

describe("maskTokens", () => {
  it("masks a word and leaves the punctuation around it", () => {
    expect(rewrites(maskTokens({ probability: 1 }), '"기타를" 친다.')).toEqual(['"[MASK]" 친다.', '"기타를" [MASK].']);
  });

  it("masks a share of the words, at least one, never all", () => {
    const masked = (sentence: string, rate: number) =>
      rewrites(maskTokens({ probability: 1, rate, mask: "$&" }), sentence, 20).map(
        (text) => text.split("$&").length - 1,
      );
    const sentence = "가 나 다 라 마 바 사 아 자 차";
    expect(new Set(masked(sentence, 0.3))).toEqual(new Set([3]));
    expect(new Set(masked(sentence, 0))).toEqual(new Set([1]));
    expect(new Set(masked(sentence, 1))).toEqual(new Set([9]));
    expect(masked("하나", 1)).toEqual([]);
  });

  it("masks no mask again", () => {
    expect(rewrites(maskTokens({ probability: 1, rate: 1 }), "[MASK] [MASK].")).toEqual([]);
  });

  it("refuses an empty mask and a rate out of range", () => {
    expect(() => maskTokens({ mask: " " })).toThrow(
      'maskTokens: found the mask " ", expected a token such as "[MASK]"',
    );
    expect(() => maskTokens({ rate: NaN })).toThrow("maskTokens: found rate NaN, expected 0 .. 1");
  });
});
