import type { DebertaV2Config } from "../checkpoint/encoder-config.ts";

/** Span S of relative positions: the table of their vectors has 2 S rows. */
export function positionSpan({ positionBuckets, maxRelativePositions }: DebertaV2Config): number {
  return positionBuckets > 0 ? positionBuckets : maxRelativePositions;
}

/**
 * Rows of the table of relative positions for i - j = M - 1 down to -(M - 1), or up, where M is the longest sequence.
 * @returns 2 M - 1 rows, 0 .. 2 S - 1.
 */
export function relativePositionRows(config: DebertaV2Config, order: "ascending" | "descending"): readonly number[] {
  const { positionBuckets, maxRelativePositions, maxLength } = config;
  const span = positionSpan(config);
  const ascending = Array.from({ length: 2 * maxLength - 1 }, (_, index) => {
    const distance = index - (maxLength - 1);
    const bucket = positionBuckets > 0 ? logBucket(distance, positionBuckets, maxRelativePositions) : distance;
    return Math.min(Math.max(bucket + span, 0), 2 * span - 1);
  });
  return order === "ascending" ? ascending : ascending.toReversed();
}

/**
 * The bucket of a distance: itself up to half of the buckets B / 2 =: m, further away ones logarithmically,
 * sign(d) (m + ceil(log(|d| / m) / log((M - 1) / m) (m - 1))). transformers' make_log_bucket_position 5.23.0, which computes in
 * float32: in float64 some distances at a bucket's edge would fall on its other side.
 */
export function logBucket(distance: number, buckets: number, maxPosition: number): number {
  const middle = Math.floor(buckets / 2);
  const away = Math.abs(distance);
  if (away <= middle) return distance;
  const { fround, log } = Math;
  const part = fround(fround(log(fround(away / middle))) / fround(log(fround((maxPosition - 1) / middle))));
  return Math.sign(distance) * (Math.ceil(fround(part * (middle - 1))) + middle);
}
