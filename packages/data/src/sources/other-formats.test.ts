import { folderOf } from "@dalmeum/testing";
import { stringify } from "csv-stringify/sync";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { competitionCsv } from "./competition-csv.ts";
import { competitionJsonLines } from "./competition-json-lines.ts";
import { competitionParquet } from "./competition-parquet.ts";
import { preparedPairs } from "./prepared-pairs.ts";

const row = (id: string, label: number) => ({
  id,
  source: "뉴스",
  sentence_1: `${id}의 "첫째", 문장`.normalize("NFD"),
  sentence_2: `${id}의 둘째 문장`,
  label,
  "binary-label": label >= 3 ? 1 : 0,
});
type Row = ReturnType<typeof row>;
const files = { train: [row("a", 2.5), row("b", 3.25)], dev: [row("c", 0), row("d", 5)], test: [row("e", 1)] };

const parquet = (rows: readonly Row[]): Uint8Array => {
  const column = <T>(name: keyof Row, type: T) => ({ name, type, data: rows.map((each) => each[name]) });
  const texts = (["id", "source", "sentence_1", "sentence_2"] as const).map((name) => column(name, "STRING" as const));
  const numbers = [column("label", "DOUBLE" as const), column("binary-label", "INT32" as const)];
  return new Uint8Array(parquetWriteBuffer({ columnData: [...texts, ...numbers] }));
};
const FORMATS: Readonly<Record<string, (rows: readonly Row[]) => string | Uint8Array>> = {
  csv: (rows) => stringify([...rows], { header: true }),
  jsonl: (rows) => rows.map((each) => `${JSON.stringify(each)}\n`).join(""),
  parquet,
};
const folderIn = (ending: string, changed: Partial<typeof files> = {}): string =>
  folderOf(
    Object.fromEntries(
      Object.entries({ ...files, ...changed }).map(([name, rows]) => [
        `data/${name}.${ending}`,
        FORMATS[ending]?.(rows) ?? "",
      ]),
    ),
  );

describe.each([
  ["jsonl", competitionJsonLines],
  ["parquet", competitionParquet],
] as const)("a competition in %s", (ending, source) => {
  it("is what it is in CSV", async () => {
    const data = source({ folder: "data" });
    const csv = competitionCsv({ folder: "data" });
    expect(await data.load(folderIn(ending))).toEqual(await csv.load(folderIn("csv")));
    expect(data.files).toEqual(csv.files.map((file) => file.replace("csv", ending)));
  });

  it("is refused as in CSV, naming its files", async () => {
    const refusal = (changed: Partial<typeof files>, options: Parameters<typeof source>[0] = { folder: "data" }) =>
      source(options)
        .load(folderIn(ending, changed))
        .then(
          () => "",
          (error: unknown) => String(error),
        );
    expect(await refusal({ dev: [row("a", 1)] })).toMatch(
      `1 id of dev.${ending} is in train.${ending} too: "a" (dev.${ending}:1 and train.${ending}:1)`,
    );
    expect(await refusal({ train: [row("a", 6)] })).toMatch(/1, column label: found 6, expected a number from 0 to 5/);
    expect(await refusal({}, { folder: "data", binaryThreshold: 2 })).toMatch(
      `train.${ending}:1, column binary-label: found 0 at label 2.5, expected 1`,
    );
    expect(await refusal({}, { folder: "../data" })).toMatch(/expected one inside the workspace/);
  });
});

describe("preparedPairs", () => {
  const HEADER = "id,parent_id,sentence_1,sentence_2";
  const load = (content: string) =>
    preparedPairs({ file: "data/back.csv" }).load(folderOf({ "data/back.csv": content }));

  it("reads pairs, their labels where there are any", async () => {
    expect(await load(`${HEADER}\nx,a,하나,둘\n`)).toEqual([
      { id: "x", parentId: "a", sentence1: "하나", sentence2: "둘" },
    ]);
    expect(await load(`${HEADER},label,binary-label\nx,a,하나,둘,4.5,1\ny,a,셋,넷,,\n`)).toEqual([
      { id: "x", parentId: "a", sentence1: "하나", sentence2: "둘", score: 4.5, binaryLabel: 1 },
      { id: "y", parentId: "a", sentence1: "셋", sentence2: "넷" },
    ]);
  });

  it.each([
    ["an empty parent", `${HEADER}\nx,,하나,둘\n`, 'line 2, column parent_id: found "", expected an id'],
    [
      "its own parent",
      `${HEADER}\nx,x,하나,둘\n`,
      `line 2, column id: found "x", expected another id than the parent's`,
    ],
    ["a label over 5", `${HEADER},label\nx,a,하나,둘,7\n`, 'line 2, column label: found "7", expected a number from 0'],
    [
      "a label of its own with the parent's binary-label",
      `${HEADER},label\nx,a,하나,둘,0.5\n`,
      "line 2, column binary-label: found nothing, expected 0 or 1 beside a label",
    ],
    [
      "a binary-label of its own with the parent's label",
      `${HEADER},label,binary-label\nx,a,하나,둘,,0\n`,
      'line 2, column label: found "", expected a number from 0 to 5 beside a binary-label',
    ],
    ["a repeated id", `${HEADER}\nx,a,하나,둘\nx,a,셋,넷\n`, 'line 3, column id: found "x" again'],
    ["a missing column", "id,sentence_1,sentence_2\nx,하나,둘\n", 'missing: "parent_id"'],
    ["a label twice", `${HEADER},label,label,binary-label\nx,a,하나,둘,1,2,0\n`, 'found column "label" more than once'],
    ["semicolons", `${HEADER}\nx,a,하나,둘\n`.replaceAll(",", ";"), "separated by semicolons; expected id,parent_id"],
    ["no rows", `${HEADER}\n`, "found a header and no rows"],
  ])("refuses %s", async (_, content, message) => {
    await expect(load(content)).rejects.toThrow(message);
  });

  it("refuses a file outside the workspace", async () => {
    await expect(preparedPairs({ file: "../back.csv" }).load("/tmp")).rejects.toThrow(/inside the workspace/);
  });
});
