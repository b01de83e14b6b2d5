import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { readPredictions, writePredictions } from "./predictions-file.ts";
import { checkSubmission, readSubmission, writeSubmission } from "./submission-file.ts";

const ids = ["a", "b", "c"];
const check = (content: string): ReturnType<typeof readSubmission> =>
  readSubmission(join(folderOf({ "submission.csv": content }), "submission.csv"), ids);

describe("submissions", () => {
  it("are written clipped to 0..5, and pass their own check", () => {
    const path = join(folderOf({}), "submission.csv");
    const [a, b, c] = [
      { id: "a", prediction: -0.2 },
      { id: "b", prediction: 5.3 },
      { id: "c", prediction: 1 / 3 },
    ];
    writeSubmission(path, [c, a, b], ids);
    expect(readFileSync(path, "utf8")).toBe("id,target\na,0.000000\nb,5.000000\nc,0.333333\n");
    expect(readSubmission(path, ids).map(({ prediction }) => prediction)).toEqual([0, 5, 0.333333]);
    expect(checkSubmission(path, ids)).toEqual([]);
    expect(checkSubmission(path, ["a", "b"])).toEqual([
      'line 4, column id: found "c", which the test set does not have',
    ]);
  });

  it.each([
    [
      "NaN",
      [
        ["a", NaN],
        ["b", 1],
        ["c", 1],
      ],
      'id "a": found NaN, expected a finite number',
    ],
    [
      "infinity",
      [
        ["a", 1],
        ["b", -Infinity],
        ["c", 1],
      ],
      'id "b": found -Infinity, expected a finite number',
    ],
    [
      "a missing id",
      [
        ["a", 1],
        ["c", 1],
      ],
      'id "b" of the test set has no prediction',
    ],
    [
      "an unknown id",
      [
        ["a", 1],
        ["b", 1],
        ["c", 1],
        ["d", 1],
      ],
      'id "d" is not in the test set',
    ],
    [
      "a repeated id",
      [
        ["a", 1],
        ["b", 1],
        ["c", 1],
        ["a", 2],
      ],
      "found 4 predictions for 3 ids",
    ],
  ] as const)("are not written with %s, and the old file stays", (_, rows, message) => {
    const folder = folderOf({ "submission.csv": "old" });
    const path = join(folder, "submission.csv");
    const predictions = rows.map(([id, prediction]) => ({ id, prediction }));
    expect(() => {
      writeSubmission(path, predictions, ids);
    }).toThrow(message);
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["submission.csv"]);
  });

  it("report a wrong value together with missing and repeated ids", () => {
    expect(() => check("id,target\na,NaN\na,1\nb,7\n")).toThrow(
      /4 problems\n.*line 2, column target.*\n.*line 4, column target.*\n.*line 3, column id: .*again.*\n.*id "c"/,
    );
  });

  it("that are not UTF-8 are refused", () => {
    const path = join(folderOf({ "s.csv": Buffer.from([0x69, 0x64, 0x2c, 0xb0, 0xa1]) }), "s.csv");
    expect(() => checkSubmission(path, ids)).toThrow(/s.csv:1: found byte 0xb0 at offset 3/);
  });

  it.each([
    ["a missing id", "id,target\na,1\nc,1\n", 'id "b" of the test set is missing'],
    [
      "an extra id",
      "id,target\na,1\nb,1\nc,1\nd,1\n",
      'line 5, column id: found "d", which the test set does not have',
    ],
    ["a duplicate id", "id,target\na,1\nb,1\nb,1\nc,1\n", 'line 4, column id: found "b" again (first on line 3)'],
    [
      "reordered ids",
      "id,target\nb,1\na,1\nc,1\n",
      'line 2, column id: found "b", expected "a": the ids are reordered',
    ],
    ["NaN", "id,target\na,1\nb,NaN\nc,1\n", 'line 3, column target: found "NaN", expected a finite number'],
    [
      "infinity",
      "id,target\na,1\nb,Infinity\nc,1\n",
      'line 3, column target: found "Infinity", expected a finite number',
    ],
    ["1e999", "id,target\na,1\nb,1e999\nc,1\n", 'line 3, column target: found "1e999", expected a finite number'],
    [
      "a value over 5",
      "id,target\na,1\nb,5.01\nc,1\n",
      "line 3, column target: found 5.01, expected a number from 0 to 5",
    ],
    [
      "a value below 0",
      "id,target\na,1\nb,-0.01\nc,1\n",
      "line 3, column target: found -0.01, expected a number from 0 to 5",
    ],
    ["an empty value", "id,target\na,1\nb,\nc,1\n", 'line 3, column target: found "", expected a finite number'],
    ["another header", "id,score\na,1\nb,1\nc,1\n", 'missing: "target"'],
    ["a further column", "id,target,x\na,1,1\nb,1,1\nc,1,1\n", "found columns id,target,x, expected exactly id,target"],
    ["columns the other way round", "target,id\n1,a\n", "found columns target,id, expected exactly id,target"],
    [
      "a blank in the header",
      "id, target\na,1\nb,1\nc,1\n",
      'line 1, name of a column: found " target", "target" with U+0020',
    ],
    ["a second BOM", "\ufeff\ufeffid,target\na,1\nb,1\nc,1\n", "line 1, name of a column: found"],
    ["a blank before an id", "id,target\na,1\n b,1\nc,1\n", 'line 3, column id: found " b", "b" with U+0020 at an end'],
    ["a no-break space after an id", "id,target\na,1\nb\u00a0,1\nc,1\n", "with U+00A0 at an end"],
    ["a BOM at the end of an id", 'id,target\na,1\nb,1\n"c\ufeff",1\n', "with U+FEFF at an end"],
    ["a last number that was cut", "id,target\na,1.25\nb,0.50\nc,1.", 'found "1." at the end of the file, shorter'],
    ["a last number without its exponent", "id,target\na,1.25\nb,2.5e-1\nc,2.5", 'found "2.5" at the end'],
    ["a header alone", "id,target\n", '3 problems\n  id "a" of the test set is missing'],
    [
      "commas in numbers",
      "id,target\na,2,5\nb,1\nc,1\n",
      "line 2: found 3 fields, expected 2 (id, target); a number needs",
    ],
    ["commas in ids", "id,target\na,b,2.5\nb,1\nc,1\n", "(id, target); a field with a comma needs double quotes"],
    [
      "semicolons",
      "id;target\na;1\nb;1\nc;1\n",
      "found columns id;target, separated by semicolons; expected id,target, s",
    ],
    ["tabs in quotes", '"id"\t"target"\n"a"\t1\n', "found columns id\ttarget, separated by tabs; expected id,target"],
    ["too many fields", "id,target\na,1,2\nb,1\nc,1\n", "line 2: found 3 fields, expected 2"],
  ])("with %s are refused", (_, content, message) => {
    expect(() => check(content)).toThrow(message);
  });
});

it.each([
  ["a BOM, CRLF and quotes", '\ufeff"id","target"\r\n"a",1.5\r\n"b",2.5\r\n"c",0.5\r\n'],
  ["no line break at the end", "id,target\na,1.25\nb,0.50\nc,1.75"],
  ["no line break after a number as short as another", "id,target\na,1.25\nb,0.5\nc,1.5"],
  ["no line break after an end of the range", "id,target\na,5.0\nb,1.2345\nc,5.0"],
])("a submission with %s is right", (_, content) => {
  expect(check(content)).toHaveLength(ids.length);
});

describe("predictions", () => {
  it("come back digit for digit", () => {
    const path = join(folderOf({}), "predictions.csv");
    const predictions = [
      { id: 'a,"b"', prediction: Math.fround(1 / 3) },
      { id: "b", prediction: -1e-20 },
    ];
    writePredictions(path, predictions);
    expect(readPredictions(path)).toEqual(predictions);
  });

  it("are not written where one is not finite", () => {
    const path = join(folderOf({}), "p.csv");
    expect(() => {
      writePredictions(path, [{ id: "a", prediction: NaN }]);
    }).toThrow(/id "a": found NaN/);
  });

  it("refuse a repeated id", () => {
    const folder = folderOf({ "p.csv": "id,prediction\na,1\na,2\n" });
    expect(() => readPredictions(join(folder, "p.csv"))).toThrow(/found "a" again/);
  });
});
