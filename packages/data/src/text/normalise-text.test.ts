import { expect, it } from "vitest";
import { z } from "zod";
import { normaliseText, textCleaning } from "./normalise-text.ts";

const replaceSchema = z.object({ pattern: z.object({ Regex: z.string() }) });

/** What an export tells Python to do, done here. */
function cleaned(text: string): string {
  const [replace, compose] = textCleaning.normalizers;
  expect(compose).toEqual({ type: "NFC" });
  const outer = new Set(textCleaning.outer);
  let units = Array.from(text);
  while (outer.has(units[0] ?? "")) units = units.slice(1);
  while (outer.has(units.at(-1) ?? "")) units = units.slice(0, -1);
  return units
    .join("")
    .replaceAll(new RegExp(replaceSchema.parse(replace).pattern.Regex, "gu"), "")
    .normalize("NFC");
}

it.each([
  "가나다".normalize("NFD"),
  "cafe\u0301",
  " \u200b\u00a0안\u200d녕\ufeff하\u2060세요\u3000\u200c\n",
  "\u1100\u200d\u1161",
  "\u2000가\u2029",
  "\x85가\x1c",
  "",
])("is told to Python as it is: %j", (text) => {
  expect(cleaned(text)).toBe(normaliseText(text));
  expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
});

it("names every character that trim takes off", () => {
  const every = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(every.filter((character) => normaliseText(character) === "").toSorted()).toEqual(
    Array.from(textCleaning.outer).toSorted(),
  );
});
