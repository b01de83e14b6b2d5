import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "@dalmeum/files";
import type { TrainingProgress } from "@dalmeum/training";
import { z } from "zod";
import { RUN_FILES } from "../../record/run-files.ts";

const lineSchema = z.object({ step: z.number(), pairs: z.number().default(0) });

const devScoreSchema = z.object({ step: z.number(), devPearson: z.number().nullable() });

/** Score of the parameters on dev after a step; null where it is not defined. */
export type DevScore = z.infer<typeof devScoreSchema>;

/** The dev scores among a run's metrics, by step. */
export function readDevScores(folder: string): readonly DevScore[] {
  return readLines(folder).flatMap((text) => parseLine(text, devScoreSchema) ?? []);
}

const trainingStepSchema = z.object({
  ...{ step: z.int(), totalSteps: z.int(), epoch: z.int(), epochs: z.int() },
  loss: z.number(),
});

/** An update of a training, of `totalSteps` over `epochs`. */
export type TrainingStep = z.infer<typeof trainingStepSchema>;

/** The updates among a run's metrics, in their order. */
export function readTrainingSteps(folder: string): readonly TrainingStep[] {
  return readLines(folder).flatMap((text) => parseLine(text, trainingStepSchema) ?? []);
}

/** Add a line to a run's metrics. */
export function logMetrics(folder: string, entry: TrainingProgress | DevScore): void {
  appendFileSync(join(folder, RUN_FILES.metrics), `${JSON.stringify(entry)}\n`);
}

/**
 * Drop the lines past a step, and one that a killed process left half-written.
 * @returns pairs trained in the steps that stay.
 */
export function cutMetrics(folder: string, step: number): number {
  const path = join(folder, RUN_FILES.metrics);
  const kept = readLines(folder).flatMap((text) => {
    const entry = parseLine(text, lineSchema);
    return entry && entry.step <= step ? [{ text, ...entry }] : [];
  });
  writeFileAtomically(path, [Buffer.from(kept.map(({ text }) => `${text}\n`).join(""))]);
  return kept.reduce((sum, { pairs }) => sum + pairs, 0);
}

function readLines(folder: string): readonly string[] {
  const path = join(folder, RUN_FILES.metrics);
  return existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
}

/** Undefined where the line is half-written, or of another kind. */
function parseLine<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
