import { expect, it } from "vitest";
import { flatOptions } from "./flat-options.ts";

it("names every value by where it stands, and a part by its name", () => {
  const options = {
    model: { name: "biEncoder", options: { pooling: "mean", head: { name: "cosineHead", options: {} } } },
    objective: { name: "weightedSum", options: { terms: [{ weight: 0.5, loss: { name: "maeLoss", options: {} } }] } },
    hooks: [],
    folds: null,
    name: "x",
  };
  expect(flatOptions(options)).toEqual([
    ["model", "biEncoder"],
    ["model.pooling", "mean"],
    ["model.head", "cosineHead"],
    ["objective", "weightedSum"],
    ["objective.terms[0].weight", "0.5"],
    ["objective.terms[0].loss", "maeLoss"],
    ["hooks", "[]"],
    ["folds", "null"],
    ["name", "x"],
  ]);
});
