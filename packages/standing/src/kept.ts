import { join } from "node:path";
import { createResultCache } from "@dalmeum/files";
import type { z } from "zod";

const PACKAGES = join(import.meta.dirname, "../..");

/** All that the results follow from, besides their inputs. */
const CODE = [
  ...["data/src/predictions", "data/src/tables", "evaluation/src", "evidence/src/arms", "evidence/src/diagnosis"],
  ...["ensembling/src/ensemblers", "ensembling/src/nested", "ensembling/src/post-processing", "ensembling/src/scaling"],
  ...["standing/src", "standing/src/blends", "standing/src/experiments", "standing/src/scores"],
];

const cache = createResultCache({
  folder: join(PACKAGES, "../node_modules/.cache/dalmeum/board"),
  code: CODE.map((folder) => join(PACKAGES, folder)),
  mostEntries: 3000,
});

/**
 * What was computed of the same inputs before, in whichever process, else what `compute` gives: of five hundred runs, reading
 * predictions takes half a minute, what each would add to a blend one, and diagnoses one and a half.
 */
export function kept<T>(schema: z.ZodType<T>, inputs: unknown, compute: () => T): T {
  if (cache === undefined) return compute();
  const key = cache.keyOf(inputs);
  const known = cache.read(key, schema);
  if (known !== undefined) return known;
  const computed = compute();
  cache.write(key, computed);
  return computed;
}
