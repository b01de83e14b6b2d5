import { expect, it } from "vitest";
import { differentWords } from "./different-words.ts";

it("marks the words that the other sentence does not have", () => {
  const [one, other] = differentWords("한 남자가 기타를 치고 있다.", "한 여자가 기타를  치고 있다.");
  expect(one).toEqual([
    { text: "한 ", differs: false },
    { text: "남자가 ", differs: true },
    { text: "기타를 치고 있다.", differs: false },
  ]);
  expect(other).toEqual([
    { text: "한 ", differs: false },
    { text: "여자가 ", differs: true },
    { text: "기타를  치고 있다.", differs: false },
  ]);
});

it("gives every character back, whatever the sentences", () => {
  for (const [one, other] of [
    ["", ""],
    ["  앞", "앞  "],
    ["<b>굵게</b>", ""],
    ["\u1112\u1161\u11ab 글", "한 글"],
    ["\u202e거꾸로 __proto__", "constructor 거꾸로"],
  ] as const) {
    const texts = differentWords(one, other).map((pieces) => pieces.map(({ text }) => text).join(""));
    expect(texts).toEqual([one, other]);
  }
});
