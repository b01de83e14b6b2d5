import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "@dalmeum/files";
import type { TrainingProgress } from "@dalmeum/training";
import { z } from "zod";
import { RUN_FILES } from "./run-folder.ts";

const lineSchema = z.object({ step: z.number(), pairs: z.number().default(0) });

/** Score of the parameters on dev after a step; null where it is not defined. */
interface DevScore {
  readonly step: number;
  readonly devPearson: number | null;
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
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const kept = lines.flatMap((text) => {
    const entry = parseLine(text);
    return entry && entry.step <= step ? [{ text, ...entry }] : [];
  });
  writeFileAtomically(path, [Buffer.from(kept.map(({ text }) => `${text}\n`).join(""))]);
  return kept.reduce((sum, { pairs }) => sum + pairs, 0);
}

function parseLine(text: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
