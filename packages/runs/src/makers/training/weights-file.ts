import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@dalmeum/contracts";
import type { CurrentRun } from "../../folders/last-run.ts";
import { RUN_FILES } from "../../record/run-files.ts";

/**
 * The file of what a run has trained, absolute.
 * @throws UserError where it is not here.
 */
export function weightsFile({ folder, path, record }: Pick<CurrentRun, "folder" | "path" | "record">): string {
  const file = join(folder, RUN_FILES.weights);
  if (existsSync(file)) return file;
  if (RUN_FILES.weights in record.result.files) {
    throw new UserError(
      `${path}: its weights are not here; \`npx dalmeum runs pull ${path} --weights\` fetches them where the store has them`,
    );
  }
  throw new UserError(`${path}: the run kept no weights; set keepWeights to true in its experiment.ts and train again`);
}
