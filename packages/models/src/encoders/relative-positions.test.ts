import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceRoot } from "@dalmeum/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { logBucket } from "./relative-positions.ts";

const whole = z.int();
const golden = z
  .object({
    tool: z.string(),
    cases: z.array(z.object({ buckets: whole, maxPosition: whole, first: whole, values: z.array(whole) })),
  })
  .parse(JSON.parse(readFileSync(join(workspaceRoot, "packages/testing/fixtures/relative-positions.json"), "utf8")));

describe(`logBucket, against make_log_bucket_position of ${golden.tool}`, () => {
  it.each(golden.cases)("$buckets buckets up to $maxPosition", ({ buckets, maxPosition, first, values }) => {
    const found = values.map((_, index) => logBucket(first + index, buckets, maxPosition));
    expect(found).toEqual(values);
  });
});
