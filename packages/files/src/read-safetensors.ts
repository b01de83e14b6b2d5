import { type NamedValues, problemsError } from "@dalmeum/contracts";
import { floatValues } from "./float-values.ts";
import { readTensorFile } from "./tensor-file.ts";

/**
 * Read a safetensors file of float32 tensors, e.g. one that `writeSafetensors` wrote.
 * @throws UserError where the file is missing, truncated, damaged or holds another type; all problems together.
 */
export function readSafetensors(path: string): NamedValues {
  const tensors = [...readTensorFile(path)];
  const problems = tensors
    .filter(([, { dtype }]) => dtype !== "F32")
    .map(([name, { dtype }]) => `${name}: dtype ${dtype}, expected F32`);
  if (problems.length > 0) throw problemsError(path, problems);
  return Object.fromEntries(tensors.map(([name, { shape, bytes }]) => [name, { shape, values: floatValues(bytes) }]));
}
