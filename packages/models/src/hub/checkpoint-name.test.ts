import { expect, it } from "vitest";
import { parseCheckpoint } from "./checkpoint-name.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

it.each(["klue/roberta-base", "team_1/bert.v2", "bert-base-uncased"])("takes %s at a commit", (repository) => {
  expect(parseCheckpoint(`${repository}@${COMMIT}`)).toEqual({ repository, revision: COMMIT });
});

it("takes what has no @ as a folder", () => {
  expect(parseCheckpoint("checkpoints/e5-small-ko")).toBeUndefined();
});

it.each([
  "",
  "..",
  "../..",
  "a/..",
  "/etc",
  "a//b",
  "a/b/c",
  "a--b/c",
  "a..b/c",
  ".a/b",
  "a/b.",
  "a\\b/c",
  "a b/c",
  "가/b",
])("refuses repository %j, which could name another folder of the cache", (repository) => {
  expect(() => parseCheckpoint(`${repository}@${COMMIT}`)).toThrow(`found repository "${repository}"`);
});

it.each(["main", "v1.0", "", COMMIT.slice(1), COMMIT.toUpperCase(), `${COMMIT}/..`, `${COMMIT}@main`])(
  "refuses revision %j and says how to find a commit",
  (revision) => {
    expect(() => parseCheckpoint(`klue/roberta-base@${revision}`)).toThrow(
      /found revision ".*", expected the 40 hexadecimal digits of a commit.*"Files" and "History"/,
    );
  },
);
