import { describe, expect, it } from "vitest";
import { logBucket } from "./relative-positions.ts";
import golden from "../../../testing/fixtures/relative-positions.json" with { type: "json" };

describe(`logBucket, against make_log_bucket_position of ${golden.tool}`, () => {
  it.each(golden.cases)("$buckets buckets up to $maxPosition", ({ buckets, maxPosition, first, values }) => {
    const found = values.map((_, index) => logBucket(first + index, buckets, maxPosition));
    expect(found).toEqual(values);
  });
});
