import { type NamedValues, problemsError } from "@dalmeum/contracts";
import { openSafetensors } from "./open-safetensors.ts";
import { float32Of } from "./tensor-values.ts";

/** What a safetensors file of float32 tensors holds. */
export interface Safetensors {
  readonly tensors: NamedValues;
  /** Free text by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Read a safetensors file of float32 tensors, e.g. one that `writeSafetensors` wrote.
 * @param advice what a person should do where the file is damaged.
 * @throws UserError where the file is missing, truncated, damaged or holds another type; all problems together.
 */
export function readSafetensors(path: string, advice?: string): Safetensors {
  const { tensors, metadata } = openSafetensors(path, advice);
  const problems = [...tensors]
    .filter(([, { dtype }]) => dtype !== "F32")
    .map(([name, { dtype }]) => `${name}: dtype ${dtype}, expected F32`);
  if (problems.length > 0) throw problemsError(path, problems);
  return {
    tensors: Object.fromEntries(
      [...tensors].map(([name, tensor]) => [name, { shape: tensor.shape, values: float32Of(tensor) }]),
    ),
    metadata,
  };
}
