import { expect, it } from "vitest";
import { mlflowKey, withKeys } from "./keys.ts";

// Names that MLflow 3.18 refuses, and those next to them that it takes: mlflow/utils/validation.py.
it.each([
  ["objective.terms[0].weight", "objective.terms.0.weight"],
  ["data.folder", "data.folder"],
  ["모델.이름", "모델.이름"],
  ["a=b:c\\d", "a_b_c_d"],
  ["", "_"],
  ["/a//b/", "_/a/_/b/_"],
  ["../a/./b", "_/a/_/b"],
  [".a/..b", ".a/..b"],
])("%j is sent as %j", (name, key) => {
  expect(mlflowKey(name)).toBe(key);
});

it("is short enough, and another for each", () => {
  const long = "x".repeat(300);
  const keys = [...withKeys([[long, 1] as const, [`${long}y`, 2], ["a:b", 3], ["a=b", 4]])];
  expect(keys.map(([key, value]) => [key.length, value])).toEqual([
    [250, 1],
    [247, 2],
    [3, 3],
    [5, 4],
  ]);
});
