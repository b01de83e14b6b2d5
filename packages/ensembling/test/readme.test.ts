import { expect, it } from "vitest";
import { mean } from "../src/index.ts";

it("runs the README's example", () => {
  const members = [
    [
      { id: "a", prediction: 1 },
      { id: "b", prediction: 4 },
    ],
    [
      { id: "b", prediction: 2 },
      { id: "a", prediction: 3 },
    ],
  ];
  const combine = mean().fit(
    members,
    new Map([
      ["a", 2.1],
      ["b", 3.2],
    ]),
  );
  const combined = combine(members);
  expect(combined).toEqual([
    { id: "a", prediction: 2 },
    { id: "b", prediction: 3 },
  ]);
});
