import { describeAugmentation } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { rewrites } from "../test/rewrites.ts";
import { jamoTypos } from "./jamo-typos.ts";

describeAugmentation("jamoTypos", () => jamoTypos({ probability: 1 }));

describe("jamoTypos", () => {
  const typos = (sentence: string) => rewrites(jamoTypos({ probability: 1 }), sentence, 1500);

  it.each([
    ["hits the key beside", "사랑", "사앙"],
    ["hits the key below", "사랑", "사팡"],
    ["misses shift", "토끼", "토기"],
    ["holds shift", "가지", "까지"],
    ["leaves a jamo out", "사랑", "사라"],
    ["hits a jamo twice", "사랑", "살랑"],
    ["swaps two jamo", "남자", "낮마"],
  ])("%s", (_, word, typed) => {
    expect(typos(word)).toContain(typed);
  });

  it("hits each consonant around a key and no other: beside, below on both sides, and with shift", () => {
    const firstConsonants = typos("사랑").filter((typed) => /^[가까나다따라마바빠아자짜차카타파하싸]랑$/u.test(typed));
    expect([...firstConsonants].sort()).toEqual(["가랑", "라랑", "싸랑", "하랑"]);
  });

  it("makes whole syllables of one word and leaves the rest", () => {
    for (const text of typos("ㅋㅋ 값이 3.5% 올랐다 OK 😀")) {
      expect(text).toMatch(/^(?:ㅋㅋ [가-힣]+ 3\.5% 올랐다 OK 😀|ㅋㅋ 값이 3\.5% [가-힣]+ OK 😀)$/u);
    }
  });

  it("is not far from what was meant", () => {
    // One key changes two syllables at most, or moves between two.
    for (const typed of typos("기타")) expect(Math.abs(typed.length - 2)).toBeLessThanOrEqual(1);
  });

  it("leaves words of one syllable, and what is not Hangul, as they are", () => {
    expect(typos("집 ㅋㅋ hello 15")).toEqual([]);
  });
});
