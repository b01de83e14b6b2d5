import { expect, it } from "vitest";
import { parseCsv } from "./parse-csv.ts";
import { parseTabs } from "./parse-tabs.ts";

it.each([
  ["rows", "a\t b \n1\t2\n\n3\t\n"],
  ["quotes", 'a\tb\n"1\t2\n3"\t"4"\n'],
  ["rows of other lengths", "a\tb\n1\n1\t2\t3\n1\t2\n"],
  ["a header alone", "a\tb\n"],
  ["no line break at the end", "a\tb\n1\t2"],
])("gives what parseCsv gives without quoting: %s", (_, text) => {
  expect(parseTabs("x.tsv", text)).toEqual(parseCsv("x.tsv", text, { separator: "\t", quoted: false }));
});
