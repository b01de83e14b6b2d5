import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { type MlflowClient, MlflowRefusal } from "./client.ts";

const foundSchema = z.object({
  experiment: z.object({ experiment_id: z.string().min(1), lifecycle_stage: z.string().default("active") }),
});
const madeSchema = z.object({ experiment_id: z.string().min(1) });

/**
 * The id of the MLflow experiment of a name, which is made where there is none.
 * @throws UserError where somebody has deleted it: MLflow keeps its name.
 */
export async function teamExperiment(client: MlflowClient, name: string, signal: AbortSignal): Promise<string> {
  const found = await findExperiment(client, name, signal);
  if (found !== undefined) return found;
  try {
    return (await client.post("experiments/create", { name }, madeSchema, signal)).experiment_id;
  } catch (error) {
    // A teammate was as fast.
    const made = isRefusal(error, "RESOURCE_ALREADY_EXISTS") ? await findExperiment(client, name, signal) : undefined;
    if (made === undefined) throw error;
    return made;
  }
}

async function findExperiment(client: MlflowClient, name: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const query = { experiment_name: name };
    const { experiment } = await client.get("experiments/get-by-name", query, foundSchema, signal);
    if (experiment.lifecycle_stage !== "deleted") return experiment.experiment_id;
  } catch (error) {
    if (isRefusal(error, "RESOURCE_DOES_NOT_EXIST")) return undefined;
    throw error;
  }
  throw new UserError(
    `the MLflow experiment "${name}" was deleted there, which keeps its name; restore it, or name another in MLFLOW_EXPERIMENT_NAME`,
  );
}

const isRefusal = (error: unknown, code: string): boolean => error instanceof MlflowRefusal && error.code === code;
