import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPredictions } from "@dalmeum/data";
import { z } from "zod";

/** A pair that differs in spaces alone should score 5; below this it is misread. */
const MISREAD = 4;

const recordSchema = z.object({
  status: z.string(),
  seed: z.number(),
  settings: z.object({ encoder: z.string(), added: z.string() }),
});

// What each run gives the pairs of spacingProbe: their mean prediction, and how many it misreads.
const runs = join(import.meta.dirname, "..", "runs");
console.log("encoder  added  seed  mean  below 4");
for (const run of readdirSync(runs).toSorted()) {
  const { status, seed, settings } = recordSchema.parse(JSON.parse(readFileSync(join(runs, run, "run.json"), "utf8")));
  if (status !== "finished") continue;
  const values = readPredictions(join(runs, run, "predictions-test.csv")).map(({ prediction }) => prediction);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const misread = values.filter((value) => value < MISREAD).length / values.length;
  const cells = [settings.encoder.padEnd(7), settings.added.padEnd(5), String(seed).padStart(4), mean.toFixed(2)];
  console.log(`${cells.join("  ")}  ${(100 * misread).toFixed(1)} %`);
}
