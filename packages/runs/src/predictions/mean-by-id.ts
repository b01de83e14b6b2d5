import type { Prediction } from "@dalmeum/contracts";

/** One prediction an id, in the order in which ids first come. */
export function meanById(predictions: readonly Prediction[]): readonly Prediction[] {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { id, prediction } of predictions) {
    const { sum, count } = sums.get(id) ?? { sum: 0, count: 0 };
    sums.set(id, { sum: sum + prediction, count: count + 1 });
  }
  return [...sums].map(([id, { sum, count }]) => ({ id, prediction: sum / count }));
}
