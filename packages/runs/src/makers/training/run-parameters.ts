import { existsSync } from "node:fs";
import { join } from "node:path";
import { createRng, type Model, type NamedValues, problemsError, UserError } from "@dalmeum/contracts";
import { readSafetensors } from "@dalmeum/files";
import type { CurrentRun } from "../../folders/last-run.ts";
import { RUN_FILES } from "../../record/run-files.ts";

/**
 * What a run has trained.
 * @throws UserError where that is not here, or of another model than experiment.ts names today.
 */
export function runParameters(
  { folder, path, record }: Pick<CurrentRun, "folder" | "path" | "record">,
  model: Model,
): NamedValues {
  if (!existsSync(join(folder, RUN_FILES.weights)) && RUN_FILES.weights in record.result.files) {
    throw new UserError(
      `${path}: its weights are not here; \`npx dalmeum runs pull ${path} --weights\` fetches them where the store has them`,
    );
  }
  if (!existsSync(join(folder, RUN_FILES.weights))) {
    throw new UserError(
      `${path}: the run kept no weights; set keepWeights to true in its experiment.ts and train again`,
    );
  }
  const { tensors: found } = readSafetensors(join(folder, RUN_FILES.weights));
  const expected = model.init(createRng(0));
  const shapeOf = (values: NamedValues, name: string): string => {
    const shape = values[name]?.shape;
    return shape === undefined ? "no such tensor" : `[${shape.join(", ")}]`;
  };
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const problems = names
    .filter((name) => shapeOf(found, name) !== shapeOf(expected, name))
    .map((name) => `${name}: found ${shapeOf(found, name)}, the experiment's model has ${shapeOf(expected, name)}`);
  if (problems.length > 0) throw problemsError(`${path}: its weights are of another model; train again`, problems);
  return found;
}
