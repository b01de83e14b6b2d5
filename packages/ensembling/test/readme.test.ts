import { expect, it } from "vitest";
import { estimateOptimism, mean, nonNegativeLeastSquares } from "../src/index.ts";

it("runs the README's examples", () => {
  const gold = new Map([
    ["a", 0.2],
    ["b", 4.4],
    ["c", 2.6],
    ["d", 1.4],
  ]);
  // Out of fold: each pair by a model that was not trained on it.
  const members = [
    [
      { id: "a", prediction: 0.5 },
      { id: "b", prediction: 4 },
      { id: "c", prediction: 2.1 },
      { id: "d", prediction: 1.9 },
    ],
    [
      { id: "d", prediction: 0.7 },
      { id: "c", prediction: 2.9 },
      { id: "b", prediction: 4.9 },
      { id: "a", prediction: 0.1 },
    ],
  ];
  const blend = nonNegativeLeastSquares().fit(members, gold);
  const [one, two] = blend.weights;
  const combined = blend.combine(members); // of these pairs, or of the same members' predictions of others
  expect(one).toBeGreaterThanOrEqual(0);
  expect(two).toBeGreaterThan(0);
  expect(combined.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);

  const folds = [
    ["a", "b"],
    ["c", "d"],
  ];
  const nested = { ensembler: mean({ scaling: "standard" }), members, gold, folds };
  const { fitted, nested: expected, optimism } = estimateOptimism(nested);
  expect(fitted - expected).toBe(optimism);
});
