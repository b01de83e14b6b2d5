import { expect, it } from "vitest";
import { trainingLine } from "./training-line.ts";

const steps = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    step: index + 1,
    totalSteps: count,
    epoch: 1,
    epochs: 1,
    loss: index,
  }));

it.each([
  [0, 0],
  [1, 1],
  [200, 200],
  [201, 101],
  [1000, 200],
  [100_001, 200],
])("draws %d updates as %d points", (count, points) => {
  const line = trainingLine(steps(count));
  expect(line).toHaveLength(points);
  expect(line.at(-1)?.step).toBe(count === 0 ? undefined : count);
});

it("averages the loss of each stretch", () => {
  expect(trainingLine(steps(400)).slice(0, 2)).toEqual([
    { step: 2, loss: 0.5 },
    { step: 4, loss: 2.5 },
  ]);
});
