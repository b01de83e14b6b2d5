import { readFileSync } from "node:fs";
import { UserError } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { ENGINE_NAMES, loadEngine, PRECISIONS } from "@dalmeum/runtimes";
import { z } from "zod";
import { planSchema } from "../plan.ts";
import type { Report } from "../report.ts";
import { workspaceRoot } from "../workspace-root.ts";
import { CHILD_JOBS } from "./jobs.ts";
import { peakMemoryMegabytes } from "../peak-memory.ts";

const argumentsSchema = z.tuple([
  z.enum(["check", "steps", "epoch", "predict", "sentences", "packing", "first-step"]),
  z.enum(ENGINE_NAMES),
  z.enum(PRECISIONS),
  z.string(),
]);

/** One job on one engine: `subject.mjs JOB ENGINE PRECISION PLAN`. Prints one line of JSON. */
export async function main(): Promise<void> {
  const [job, engineName, precision, planPath] = argumentsSchema.parse(process.argv.slice(2));
  const say = (report: unknown): void => void process.stdout.write(`${JSON.stringify(report)}\n`);
  const engine = await loadEngine(workspaceRoot, { engine: engineName, precision }).catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
  if (engine instanceof UserError) {
    say({ job: "unavailable", reason: engine.message } satisfies Report);
    return;
  }
  const plan = planSchema.parse(JSON.parse(readFileSync(planPath, "utf8")));
  const [dataset, model] = [await experiment.data.load(workspaceRoot), experiment.model.load(workspaceRoot)];
  const result = await CHILD_JOBS[job]({ plan, dataset, model, engine });
  say({ job, peakMemoryMegabytes: peakMemoryMegabytes(), ...result, versions: engine.versions });
}
