/** Padded lengths whose batches are measured. */
const LENGTHS = 5;
/** Batches that are measured. */
const MEASURED = 40;

type Batch = readonly number[];

/**
 * The batches of the throughput job. Warm-up: one batch of each of the five most frequent padded lengths, the last of
 * its length. Measured: the first 40 batches of these lengths, so that nothing is compiled while the clock runs.
 */
export function chooseSteps(
  batches: readonly Batch[],
  paddedLengthOf: (batch: Batch) => number,
): { readonly warmup: readonly Batch[]; readonly measured: readonly Batch[] } {
  const ofLength = new Map<number, Batch[]>();
  for (const batch of batches) {
    const length = paddedLengthOf(batch);
    ofLength.set(length, [...(ofLength.get(length) ?? []), batch]);
  }
  const frequent = [...ofLength].toSorted(([, a], [, b]) => b.length - a.length).slice(0, LENGTHS);
  const lengths = new Set(frequent.map(([length]) => length));
  return {
    warmup: frequent.flatMap(([, ofOne]) => ofOne.slice(-1)),
    measured: batches.filter((batch) => lengths.has(paddedLengthOf(batch))).slice(0, MEASURED),
  };
}
