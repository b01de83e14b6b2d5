import type { NamedValues } from "@dalmeum/contracts";
import { elementCount, type StoredTensor } from "./stored-tensor.ts";
import { writeTensorFile } from "./write-tensor-file.ts";

/**
 * Write float32 tensors as a safetensors file; the path holds either what it held before or the whole new file.
 * @param tensors written in their own order.
 * @param metadata free text by key, e.g. `{ format: "pt" }`.
 * @throws Error where a tensor's shape does not fit its values.
 */
export function writeSafetensors(
  path: string,
  tensors: NamedValues,
  metadata: Readonly<Record<string, string>> = {},
): void {
  const stored = Object.entries(tensors).map(([name, { shape, values }]): [string, StoredTensor] => {
    const size = elementCount(shape);
    if (size !== values.length)
      throw new Error(`${name}: ${values.length} values, expected ${size} for [${shape.join(", ")}]`);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return [name, { dtype: "F32", shape, pieces: () => [bytes] }];
  });
  writeTensorFile(path, new Map(stored), metadata);
}
