import { createRng, type Model, type NamedValues, problemsError } from "@dalmeum/contracts";
import { readSafetensors } from "@dalmeum/files";
import type { CurrentRun } from "../../folders/last-run.ts";
import { weightsFile } from "./weights-file.ts";

/**
 * What a run has trained.
 * @throws UserError where that is not here, or of another model than experiment.ts names today.
 */
export function runParameters(run: Pick<CurrentRun, "folder" | "path" | "record">, model: Model): NamedValues {
  const { tensors: found } = readSafetensors(weightsFile(run));
  const expected = model.init(createRng(0));
  const shapeOf = (values: NamedValues, name: string): string => {
    const shape = values[name]?.shape;
    return shape === undefined ? "no such tensor" : `[${shape.join(", ")}]`;
  };
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const problems = names
    .filter((name) => shapeOf(found, name) !== shapeOf(expected, name))
    .map((name) => `${name}: found ${shapeOf(found, name)}, the experiment's model has ${shapeOf(expected, name)}`);
  if (problems.length > 0) throw problemsError(`${run.path}: its weights are of another model; train again`, problems);
  return found;
}
