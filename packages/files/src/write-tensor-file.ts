import { DTYPE_BYTES, elementCount, type StoredTensor } from "./stored-tensor.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** The header ends at a multiple of this, so that tensors are aligned for any type. */
const ALIGNMENT = 8;

/**
 * Write tensors of any type as a safetensors file; the path holds either what it held before or the whole new file.
 * Those of another file are copied piece by piece.
 * @param tensors written in their own order.
 * @param metadata free text by key, e.g. `{ format: "pt" }`.
 */
export function writeTensorFile(
  path: string,
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>> = {},
): void {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let position = 0;
  for (const [name, { dtype, shape }] of tensors) {
    const end = position + elementCount(shape) * DTYPE_BYTES[dtype];
    header[name] = { dtype, shape, data_offsets: [position, end] };
    position = end;
  }
  const text = Buffer.from(JSON.stringify(header));
  const padding = Buffer.alloc((ALIGNMENT - (text.length % ALIGNMENT)) % ALIGNMENT, " ");
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length + padding.length));
  writeFileAtomically(path, chunks([length, text, padding], tensors.values()));
}

function* chunks(head: readonly Uint8Array[], tensors: Iterable<StoredTensor>): Iterable<Uint8Array> {
  yield* head;
  for (const tensor of tensors) yield* tensor.pieces();
}
