import { describeAugmentation } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { rewrites } from "../test/rewrites.ts";
import { perturbSpacing } from "./perturb-spacing.ts";

describeAugmentation("perturbSpacing", () => perturbSpacing({ probability: 1 }));

describe("perturbSpacing", () => {
  const none = { probability: 1, dropRate: 0, insertRate: 0, splitRate: 0 };

  it("drops spaces at a rate of 1, but none between foreign words", () => {
    expect(rewrites(perturbSpacing({ ...none, dropRate: 1 }), "할 수 있다 New York 에서")).toEqual([
      "할수있다New York에서",
    ]);
  });

  it.each([
    ["a particle", "학교에서 친구를 만났다", "학교 에서 친구 를 만났다"],
    ["an ending that looks like a dependent noun", "비가 오는데 갈수록 춥다", "비가 오는 데 갈 수록 춥다"],
    ["a dependent noun", "내가 먹는것은 이것이다", "내가 먹는 것은 이것이다"],
    ["an auxiliary verb", "집에 남아있다", "집에 남아 있다"],
    ["하다 and 되다", "연주하고 시작된다", "연주 하고 시작 된다"],
  ])("puts a space before %s", (_, sentence, spaced) => {
    expect(rewrites(perturbSpacing({ ...none, insertRate: 1 }), sentence)).toEqual([spaced]);
  });

  it.each(["가을 마을", "있었을 있는 고양이", "하지만 민주주의", "평가 결과"])(
    "takes %j for no particles",
    (sentence) => {
      expect(rewrites(perturbSpacing({ ...none, insertRate: 1 }), sentence)).toEqual([]);
    },
  );

  it.each(["위원회의 결정", "투덜거리는 사람", "콜럼버스", "토네이도로"])("takes %j for no compound", (sentence) => {
    expect(rewrites(perturbSpacing({ ...none, splitRate: 1 }), sentence)).toEqual([]);
  });

  it("splits compounds", () => {
    expect(rewrites(perturbSpacing({ ...none, splitRate: 1 }), "초등학교는 국제사회다, 학교에서")).toEqual([
      "초등 학교는 국제사회다, 학교에서",
    ]);
  });

  it("changes one place where the rates draw none, and makes no copy where there is none", () => {
    expect(rewrites(perturbSpacing({ ...none, dropRate: 1e-9 }), "가 나 다")).toEqual(["가 나다", "가나 다"]);
    expect(rewrites(perturbSpacing({ probability: 1 }), "안녕")).toEqual([]);
    expect(rewrites(perturbSpacing(none), "가 나 다")).toEqual([]);
  });

  it("refuses a rate out of range", () => {
    expect(() => perturbSpacing({ splitRate: -1 })).toThrow("perturbSpacing: found splitRate -1, expected 0 .. 1");
  });
});
