import { openFile, type OpenedFile } from "./opened-file.ts";

/** Element types, under safetensors' names, with their size in bytes. */
export const DTYPE_BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
} as const;
export type Dtype = keyof typeof DTYPE_BYTES;

/** The longest header, directory, pickle or index that is read; those of an encoder of 400 tensors take 70 KB. */
export const MAX_DESCRIPTION_BYTES = 2 ** 20;

/** One tensor of a file; its bytes stay on disk until they are asked for. */
export interface StoredTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /**
   * Its bytes, little-endian and row-major, piece by piece. A piece holds whole elements, starts at a multiple of 8 in
   * its memory, and is valid until the next is asked for.
   * @throws UserError where the file has changed since it was opened.
   */
  pieces(): Iterable<Uint8Array>;
}

/** A file of tensors, or several that belong together. */
export interface TensorFile {
  /** The file, or the index of several. */
  readonly path: string;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** Free text by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

const PIECE_BYTES = 2 ** 22;

/** Bytes `begin` to `end` of a file that was open before, piece by piece in one memory. */
export function* piecesOf(file: Pick<OpenedFile, "path" | "identity">, begin: number, end: number) {
  const opened = openFile(file.path, file.identity);
  try {
    const memory = new Uint8Array(Math.min(PIECE_BYTES, end - begin));
    for (let position = begin; position < end; position += memory.length) {
      const piece = memory.subarray(0, Math.min(memory.length, end - position));
      opened.fill(position, piece);
      yield piece;
    }
  } finally {
    opened.close();
  }
}

/** Product of a shape: 1 for a scalar. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
