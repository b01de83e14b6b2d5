import { expect, it } from "vitest";
import { type DevicePlan, devicePlanSchema, DRY_PLAN, FULL_PLAN } from "./plan.ts";

const allCases = ({ cases }: DevicePlan) => [...cases.beforeEpoch, ...cases.afterEpoch];

it.each([
  ["the full plan", FULL_PLAN],
  ["the dry plan", DRY_PLAN],
])("%s is one, has the models of its cases, and no case twice", (_name, plan) => {
  expect(devicePlanSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  const cases = allCases(plan).map((each) => JSON.stringify(each));
  expect(new Set(cases).size).toBe(cases.length);
  for (const { model } of allCases(plan)) expect(plan.models).toHaveProperty([model]);
});

it("measures two models at two lengths in three precisions, that of the targets first", () => {
  expect(allCases(FULL_PLAN)).toHaveLength(12);
  expect(FULL_PLAN.cases.beforeEpoch[0]).toEqual({ model: "bert-12x768", length: 128, precision: "bfloat16" });
});
