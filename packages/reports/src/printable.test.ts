import { expect, it } from "vitest";
import { printable } from "./printable.ts";

it("shows what a terminal or browser would obey", () => {
  expect(printable("\u001b[31m빨강\u0007")).toBe("<U+001B>[31m빨강<U+0007>");
  expect(printable("a\u202egnp.exe\u200b\ufeff\u{e0041}")).toBe("a<U+202E>gnp.exe<U+200B><U+FEFF><U+E0041>");
  expect(printable("\ud800 \uffff")).toBe("<U+D800> <U+FFFF>");
});

it("keeps text on one line", () => {
  expect(printable("첫째\r\n둘째\t셋째\u2028넷째")).toBe("첫째 둘째 셋째 넷째");
});

it("leaves Hangul, joined emoji and right-to-left letters as they are", () => {
  for (const text of ["한글 ㅎㅏㄴ 한글", "👨‍👩‍👧 ✌🏽 🇰🇷", "עברית", "<b> & |", "a  b"]) expect(printable(text)).toBe(text);
});
