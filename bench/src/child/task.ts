import type { Dataset, Engine, Model } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { trainingRng, type Plan } from "../plan.ts";

/** What a job works with. */
export interface Task {
  readonly plan: Plan;
  readonly dataset: Dataset;
  readonly model: Model;
  readonly engine: Engine;
}

/** The experiment's training on an engine, from the start that the plan knows. */
export function trainingOptions({ model, engine }: Pick<Task, "model" | "engine">) {
  const { objective, optimizer, schedule, batchSize, maxLength, clipNorm } = experiment;
  return { model, engine, objective, optimizer, schedule, batchSize, maxLength, clipNorm, rng: trainingRng() };
}

export async function timed<T>(work: () => Promise<T>): Promise<readonly [result: T, seconds: number]> {
  const start = performance.now();
  const result = await work();
  return [result, (performance.now() - start) / 1000];
}
