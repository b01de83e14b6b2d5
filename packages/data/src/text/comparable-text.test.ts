import { expect, it } from "vitest";
import { comparableText } from "./comparable-text.ts";

it.each([
  ["안녕 하세요.", "안녕하세요"],
  ["안녕하세요 ?!", "안녕하세요"],
  ["그는 “네.”", "그는“네"],
  ["가나".normalize("NFD"), "가나"],
  ["안\u200b녕\u00a0하세요\n", "안녕하세요"],
  ["3.5 m", "3.5m"],
  ["...", "..."],
])("%j is compared as %j", (text, expected) => {
  expect(comparableText(text)).toBe(expected);
});
