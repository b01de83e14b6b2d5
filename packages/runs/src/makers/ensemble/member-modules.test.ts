import { expect, it } from "vitest";
import { moduleUsers } from "./member-modules.ts";

const loss = (name: string) => ({ name, options: {} });
const sum = (...losses: readonly unknown[]) => ({
  name: "weightedSum",
  options: { terms: losses.map((term) => ({ weight: 1, head: "similarity", loss: term })) },
});

it("finds modules that some members use, those of the same members together", () => {
  const members = [
    { model: { name: "biEncoder", options: {} }, objective: sum(loss("mae"), loss("pearson")), augmentation: [] },
    {
      model: { name: "biEncoder", options: {} },
      objective: sum(loss("mae")),
      augmentation: [{ name: "swap", options: {} }],
    },
    { model: { name: "crossEncoder", options: { pooling: "mean" } }, objective: sum(loss("mae")), augmentation: [] },
    { learner: { name: "lexicalRidge", options: {} }, data: { name: "competitionCsv", options: {} } },
  ];
  expect(moduleUsers(members)).toEqual([
    { modules: ["biEncoder"], members: [0, 1] },
    { modules: ["crossEncoder"], members: [2] },
    { modules: ["lexicalRidge"], members: [3] },
    { modules: ["mae", "weightedSum"], members: [0, 1, 2] },
    { modules: ["pearson"], members: [0] },
    { modules: ["swap"], members: [1] },
  ]);
});

it("leaves out what all members use", () => {
  expect(moduleUsers([{ objective: loss("mae") }, { objective: loss("mae") }])).toEqual([]);
});
