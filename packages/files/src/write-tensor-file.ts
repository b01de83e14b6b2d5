import { writeFileAtomically } from "./write-file-atomically.ts";

/** One tensor to be written. */
export interface TensorBytes {
  /** Element type, under safetensors' name. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Little-endian, row-major. */
  readonly bytes: Uint8Array;
}

/** The header ends at a multiple of this, so that tensors are aligned for any type. */
const ALIGNMENT = 8;

/**
 * Write tensors of any type as a safetensors file; the path holds either what it held before or the whole new file.
 * @param tensors written in their own order.
 * @param metadata free text by key, e.g. `{ format: "pt" }`.
 */
export function writeTensorFile(
  path: string,
  tensors: ReadonlyMap<string, TensorBytes>,
  metadata: Readonly<Record<string, string>> = {},
): void {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let position = 0;
  for (const [name, { dtype, shape, bytes }] of tensors) {
    header[name] = { dtype, shape, data_offsets: [position, position + bytes.length] };
    position += bytes.length;
  }
  const text = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((ALIGNMENT - (text.length % ALIGNMENT)) % ALIGNMENT, " ");
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length + padding.length));
  writeFileAtomically(path, [length, text, padding, ...Array.from(tensors.values(), ({ bytes }) => bytes)]);
}
