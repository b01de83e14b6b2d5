import { createRng } from "@dalmeum/contracts";
import { describe, expect, it } from "vitest";
import golden from "../fixtures/evaluation.json" with { type: "json" };
import { type BootstrapOptions, bootstrapInterval, type Interval, pearson, spearman } from "./index.ts";
import { pairedBootstrap } from "./paired-bootstrap.ts";

const METRICS = { pearson, spearman };

/** The same by definition: each draw is taken apart, ranked and correlated anew. */
function eachDrawApart(
  metric: keyof typeof METRICS,
  predictions: readonly number[],
  gold: readonly number[],
  options?: BootstrapOptions,
): Interval {
  const drawn = (values: readonly number[], rows: Uint32Array): Float64Array =>
    Float64Array.from(rows, (row) => values[row] ?? NaN);
  return bootstrapInterval(
    gold.length,
    (rows) => METRICS[metric](drawn(predictions, rows), drawn(gold, rows)),
    options,
  );
}

describe.each(["pearson", "spearman"] as const)("pairedBootstrap of %s", (metric) => {
  it.each(golden.cases.filter(({ name }) => name !== "two rows"))(
    "is of one list the interval that takes each draw apart: $name",
    ({ predictions, gold }) => {
      const expected = eachDrawApart(metric, predictions, gold, { resamples: 200 });
      const { estimate, low, high } = pairedBootstrap([{ predictions, weight: 1 }], gold, metric, { resamples: 200 });
      expect(estimate).toBeCloseTo(expected.estimate, 8);
      expect(low).toBeCloseTo(expected.low, 8);
      expect(high).toBeCloseTo(expected.high, 8);
    },
  );

  it("leaves out draws of one row alone, as they have no correlation", () => {
    const rng = createRng(1);
    const predictions = Array.from({ length: 3 }, () => rng.normal());
    const gold = Array.from({ length: 3 }, () => 5 * rng.uniform());
    const expected = eachDrawApart(metric, predictions, gold);
    const { low, high } = pairedBootstrap([{ predictions, weight: 1 }], gold, metric);
    expect(low).toBeCloseTo(expected.low, 8);
    expect(high).toBeCloseTo(expected.high, 8);
  });

  it("leaves out draws that miss the one row that differs", () => {
    const predictions = Array.from({ length: 1379 }, (_, row) => (row === 700 ? 2.7 : 2.6));
    const gold = predictions.map((_, row) => (row * 7) % 6);
    const expected = eachDrawApart(metric, predictions, gold, { resamples: 100 });
    const { low, high } = pairedBootstrap([{ predictions, weight: 1 }], gold, metric, { resamples: 100 });
    expect(low).toBeCloseTo(expected.low, 8);
    expect(high).toBeCloseTo(expected.high, 8);
  });

  it("is nothing for a list less itself", () => {
    const { predictions, gold } = golden.cases[0] ?? { predictions: [], gold: [] };
    const itself = [1, -1].map((weight) => ({ predictions, weight }));
    expect(pairedBootstrap(itself, gold, metric, { resamples: 20 })).toMatchObject({ estimate: 0, low: 0, high: 0 });
  });
});
