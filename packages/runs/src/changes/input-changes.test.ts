import { expect, it } from "vitest";
import type { RunInputs } from "../record/run-record.ts";
import { inputChanges } from "./input-changes.ts";

const INPUTS: RunInputs = {
  options: { epochs: 3, objective: { terms: [{ weight: 0.5 }, { weight: 0.5 }] }, folds: null },
  data: { "train.csv": "a", "dev.csv": "b" },
  checkpoint: { "model.safetensors": "c" },
  code: {
    hash: "d",
    packages: { zod: { version: "4.6.7", integrity: "x" }, koffi: { version: "3.3.4", integrity: "y" } },
    environment: { WORDS: null, SCALE: "e" },
  },
  engine: { name: "onnxruntime", precision: "float32", versions: { onnxruntime: "1.30.0" } },
  members: { "experiments/a/runs/seed-1": "f" },
};

const textsOf = (changed: Partial<RunInputs>): readonly string[] =>
  inputChanges(INPUTS, { ...INPUTS, ...changed }).map(({ text }) => text);

it.each<[string, Partial<RunInputs>, readonly string[]]>([
  ["nothing", {}, []],
  [
    "options, by their path",
    { options: { epochs: 4, objective: { terms: [{ weight: 0.5 }, { weight: 0.7 }] }, folds: { name: "grouped" } } },
    ["epochs 3 became 4", "objective.terms.1.weight 0.5 became 0.7", 'folds null became {"name":"grouped"}'],
  ],
  [
    "data",
    { data: { "train.csv": "z", "test.csv": "b" } },
    ["dev.csv: no longer used", "test.csv: new", "train.csv: has other content"],
  ],
  ["a checkpoint", { checkpoint: { "model.safetensors": "z" } }, ["model.safetensors: has other content"]],
  [
    "a member",
    { members: { "experiments/a/runs/seed-1": "z" } },
    ["experiments/a/runs/seed-1: predicts something else"],
  ],
  [
    "an engine",
    { engine: { name: "openvino", precision: "bfloat16", versions: {} } },
    [
      'engine name "onnxruntime" became "openvino"',
      'engine precision "float32" became "bfloat16"',
      'engine versions.onnxruntime "1.30.0" became nothing',
    ],
  ],
  [
    "packages",
    {
      code: {
        ...INPUTS.code,
        packages: { zod: { version: "4.7.0", integrity: "z" }, koffi: { version: "3.3.4", integrity: "z" } },
      },
    },
    ["package koffi 3.3.4: the lockfile has another integrity", "package zod 4.6.7 became 4.7.0"],
  ],
  [
    "the environment, without a value",
    { code: { ...INPUTS.code, environment: { WORDS: "z", SCALE: null } } },
    ["variable SCALE is not set", "variable WORDS is set"],
  ],
])("tells %s", (_, changed, expected) => {
  expect(textsOf(changed)).toEqual(expected);
});
