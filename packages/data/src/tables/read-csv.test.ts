import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { folderOf } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import encodings from "../../fixtures/encodings.json" with { type: "json" };
import { TEST_COLUMNS, testPairs } from "../pairs/competition-pairs.ts";
import { readCsv } from "./read-csv.ts";

const read = (content: string | Uint8Array) => {
  const table = readCsv(join(folderOf({ "test.csv": content }), "test.csv"), TEST_COLUMNS);
  return { pairs: testPairs(table).map(({ value }) => value), notes: table.notes };
};
const inEncoding = (encoding: keyof typeof encodings.files): Buffer => Buffer.from(encodings.files[encoding], "base64");
const commas = 'id,source,sentence_1,sentence_2,note\na,s,"하나, 둘",셋,\nb,s,넷,다섯,x\n';
/** The same with another separator, whose field with a comma no longer needs its quotes. */
const separatedBy = (separator: string): string =>
  commas.replace(/"[^"]*"|,/gu, (found) => (found === "," ? separator : found));

describe("a CSV of another dialect", () => {
  it.each([
    [";", "semicolons"],
    ["\t", "tabs"],
    ["|", "vertical bars"],
  ])("is read with a note where %j separates the header's columns", (separator, name) => {
    const { pairs, notes } = read(separatedBy(separator));
    expect(pairs).toEqual(read(commas).pairs);
    expect(notes).toEqual([expect.stringMatching(`found ${name} between fields, read as that`)]);
    expect(read(commas).notes).toEqual([]);
    expect(read(separatedBy(separator).replace(/^.*$/mu, (header) => header.replace(/\w+/gu, '"$&"'))).pairs).toEqual(
      pairs,
    );
  });

  it("is named where it lacks a column", () => {
    expect(() => read("id;source;sentence_1\na;s;하나\n")).toThrow(
      /test.csv:1: found columns id;source;sentence_1, separated by semicolons; expected id,source,sentence_1,sentence_2, sep/,
    );
  });

  it("is not seen in a sentence or a further column of one with commas", () => {
    expect(read("id,source,sentence_1,sentence_2,a;b\tc\na,s;t,하나;둘,셋\t넷,\n").notes).toEqual([]);
  });

  it("tells what a sentence with its separator needs", () => {
    expect(() => read("id;source;sentence_1;sentence_2\na;s;하나;둘;셋\n")).toThrow(
      /a sentence with a semicolon needs double/,
    );
  });
});

describe("a CSV in another encoding", () => {
  it("is read with a note where it is CP949, Hanja and rare syllables in it too", () => {
    const { pairs, notes } = read(inEncoding("cp949"));
    expect(pairs).toEqual(read(inEncoding("utf-8")).pairs);
    expect(pairs).toEqual(read(inEncoding("utf-8-sig")).pairs);
    expect(pairs[1]?.sentence2).toBe("똠방각하 펲시콜라 1개 · 2개");
    expect(notes).toEqual([expect.stringMatching(/found CP949 \(EUC-KR\), read as that/)]);
    expect(read(inEncoding("euc_kr")).pairs).toHaveLength(2);
  });

  it.each(["utf-16", "utf-16-le", "utf-16-be"] as const)("is named where it is %s", (encoding) => {
    expect(() => read(inEncoding(encoding))).toThrow(UserError);
    expect(() => read(inEncoding(encoding))).toThrow(/test.csv:1: found UTF-16, .*Save the file as CSV UTF-8/);
  });

  it.each(["shift_jis", "euc_jp", "gbk", "gb18030", "big5", "cp1252"] as const)(
    "is refused where it is %s",
    (encoding) => {
      expect(() => read(inEncoding(encoding))).toThrow(UserError);
      expect(() => read(inEncoding(encoding))).toThrow(
        /test.csv:\d+: found byte 0x.*, which is not UTF-8.*may be CP949/,
      );
    },
  );
});
