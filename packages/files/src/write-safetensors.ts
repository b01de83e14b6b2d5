import type { NamedValues } from "@dalmeum/contracts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** The header ends at a multiple of this, so that tensors are aligned for any type. */
const ALIGNMENT = 8;

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
  const header: Record<string, unknown> = { __metadata__: metadata };
  const data: Uint8Array[] = [];
  let position = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (size !== values.length)
      throw new Error(`${name}: ${values.length} values, expected ${size} for [${shape.join(", ")}]`);
    header[name] = { dtype: "F32", shape, data_offsets: [position, position + values.byteLength] };
    data.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    position += values.byteLength;
  }
  const text = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((ALIGNMENT - (text.length % ALIGNMENT)) % ALIGNMENT, " ");
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length + padding.length));
  writeFileAtomically(path, [length, text, padding, ...data]);
}
