import { folderOf } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { competitionCsv } from "./competition-csv.ts";
import { takePairs } from "./take-pairs.ts";

const HEADER = "id,source,sentence_1,sentence_2,label,binary-label";
const rows = (prefix: string, ...labels: string[]): string =>
  [HEADER, ...labels.map((label, index) => `${prefix}${index},s,하나,둘,${label}`), ""].join("\n");
const test = "id,source,sentence_1,sentence_2\nt0,s,하나,둘\n";
const root = (train: string, dev = rows("d", "3,1"), tests = test): string =>
  folderOf({ "data/train.csv": train, "data/dev.csv": dev, "data/test.csv": tests });
const source = competitionCsv({ folder: "data" });

describe("competitionCsv", () => {
  it("reads the three files and says the rule of binary-label", async () => {
    const dataset = await source.load(root(rows("a", "2.4,0", "2.5,1", "4,1")));
    expect(dataset.train).toHaveLength(3);
    expect(dataset.test).toEqual([{ id: "t0", source: "s", sentence1: "하나", sentence2: "둘" }]);
    expect(dataset.warnings).toEqual(["data: binary-label is 1 from label 2.5 on (4 rows, inferred)"]);
  });

  it("warns of rows that no threshold explains, and refuses them where it is pinned", async () => {
    const folder = root(rows("a", "1,0", "2,1", "3,1", "4,1", "2.5,0", "2.7,0"));
    const expected =
      /from label 3 on, but not everywhere: 1 problem\s+train.csv:3, .*binary-label: found 1 at label 2, expected 0/;
    expect((await source.load(folder)).warnings[0]).toMatch(expected);
    await expect(competitionCsv({ folder: "data", binaryThreshold: 3 }).load(folder)).rejects.toThrow(expected);
  });

  it("warns, naming the file and the cure, of labels that were scaled to 0..1", async () => {
    const warned = await source.load(root(rows("a", "0.2,0", "1,1", "0.64,1")));
    expect(warned.warnings).toEqual([
      "data/train.csv: found no label above 1, expected labels from 0 to 5; if they were divided by 5, multiply them by 5, " +
        "or predictions end up on another scale",
      "data: binary-label is 1 from label 0.64 on (4 rows, inferred)",
    ]);
    const sound = await source.load(root(rows("a", "0.2,0", "1.1,0")));
    expect(sound.warnings).toHaveLength(1);
  });

  it("warns of labels that are all the same", async () => {
    const { warnings } = await source.load(root(rows("a", "2,0", "3,1"), rows("d", "3,1", "3,1", "3,1")));
    expect(warnings[0]).toBe(
      "data/dev.csv: found label 3 in all 3 rows, expected labels that differ; correlations with them are undefined",
    );
    expect(warnings).toHaveLength(2);
  });

  it("says which file it read in another dialect", async () => {
    const { dev, warnings } = await source.load(root(rows("a", "4,1"), rows("d", "3,1").replaceAll(",", ";")));
    expect(dev[0]?.score).toBe(3);
    expect(warnings[0]).toMatch("data/dev.csv: found semicolons between fields, read as that");
  });

  it("refuses an id that two files share", async () => {
    await expect(source.load(root(rows("a", "1,0"), rows("a", "3,1")))).rejects.toThrow(
      /1 id of dev\.csv is in train\.csv too: "a0" \(dev\.csv:2 and train\.csv:2\)/,
    );
  });

  it("tells ids that begin anew in each file in a line for each two, and what to do", async () => {
    const scored = rows("", ...Array.from({ length: 40 }, () => "3,1"));
    const unscored = scored.replaceAll(/,[^,]*,[^,]*$/gm, "");
    const told = source.load(root(scored, scored, unscored)).then(String, String);
    const problems = (await told).replace("UserError: ", "");
    expect(problems.split("\n")).toEqual([
      expect.stringMatching(
        /^data: an id may stand once .* Keep those of test\.csv, .*train\["id"\] = "train-" \+ .*: 3 problems$/,
      ),
      '  40 ids of dev.csv are in train.csv too: "0" (dev.csv:2 and train.csv:2), "1" (dev.csv:3 and train.csv:3), ' +
        '"2" (dev.csv:4 and train.csv:4) and 37 more',
      expect.stringMatching(/^ {2}40 ids of test\.csv are in train\.csv too: /),
      expect.stringMatching(/^ {2}40 ids of test\.csv are in dev\.csv too: /),
    ]);
  });

  it("takes a folder whose name begins with two dots", async () => {
    const folder = folderOf({
      "..data/train.csv": rows("a", "1,0"),
      "..data/dev.csv": rows("d", "3,1"),
      "..data/test.csv": test,
    });
    expect((await competitionCsv({ folder: "..data" }).load(folder)).train).toHaveLength(1);
  });

  it.each(["../data", "..", "x/../../data", "/data"])("refuses folder %s outside the workspace", async (folder) => {
    await expect(competitionCsv({ folder }).load(root(rows("a", "1,0")))).rejects.toThrow(
      /expected one inside the workspace/,
    );
  });
});

describe("takePairs", () => {
  const labels = Array.from({ length: 40 }, () => "3,1");
  it("keeps a seeded part in its order", async () => {
    const folder = root(rows("a", ...labels));
    const taken = await takePairs(source, { train: 10 }).load(folder);
    const ids = taken.train.map(({ id }) => Number(id.slice(1)));
    expect(ids).toHaveLength(10);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect((await takePairs(source, { train: 10 }).load(folder)).train).toEqual(taken.train);
    expect((await takePairs(source, { train: 10, seed: 2 }).load(folder)).train).not.toEqual(taken.train);
    expect(taken.dev).toHaveLength(1);
  });

  it.each([0, 41, 1.5])("refuses to take %d of 40", async (train) => {
    await expect(takePairs(source, { train }).load(root(rows("a", ...labels)))).rejects.toThrow(/expected 1 .. 40/);
  });
});
