import { describeAugmentation } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { rewrites } from "../test/rewrites.ts";
import { deleteWord } from "./delete-word.ts";

describeAugmentation("deleteWord", () => deleteWord({ probability: 1, minimumWords: 4 }));

describe("deleteWord", () => {
  const deletions = (sentence: string, minimumWords = 2) =>
    rewrites(deleteWord({ probability: 1, minimumWords }), sentence);

  it("deletes any word but the last", () => {
    expect(deletions("어제 공원에서 친구가 노래했다.")).toEqual([
      "공원에서 친구가 노래했다.",
      "어제 공원에서 노래했다.",
      "어제 친구가 노래했다.",
    ]);
  });

  it.each([
    ["a negation and what it negates", "오늘 밥을 안 먹었다.", "밥을 안 먹었다."],
    ["what a dependent word leans on", "나는 할 수 있다.", "할 수 있다."],
    ["the noun that a modifier belongs to", "한 남자가 달린다.", "남자가 달린다."],
  ])("keeps %s", (_, sentence, left) => {
    expect(deletions(sentence)).toEqual([left]);
  });

  it.each(["15일 3.5% 올랐다.", '"가자" (그가) 말했다.', "하나", ""])("leaves %j as it is", (sentence) => {
    expect(deletions(sentence)).toEqual([]);
  });

  it("leaves sentences of fewer words than asked for as they are", () => {
    expect(deletions("어제 공원에서 친구가 노래했다.", 5)).toEqual([]);
    expect(deletions("어제 공원에서 친구가 노래했다.", 4)).toHaveLength(3);
    expect(() => deleteWord({ minimumWords: 1 })).toThrow(
      "deleteWord: found minimumWords 1, expected a whole number of at least 2",
    );
  });
});
