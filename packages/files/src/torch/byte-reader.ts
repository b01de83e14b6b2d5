/** Little-endian numbers and runs of bytes, one after another. */
export interface ByteReader {
  readonly left: number;
  u8(): number;
  u16(): number;
  u32(): number;
  /** Past 2^53 not exact, and then greater than the size of any file. */
  u64(): number;
  /** A view of the next `length` bytes. */
  take(length: number): Uint8Array;
  /** A view of all that is left, which stays left. */
  rest(): Uint8Array;
}

/** @param truncated makes the error where fewer bytes are left than are asked for. */
export function byteReader(bytes: Uint8Array, truncated: () => Error): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let position = 0;
  const advance = (length: number): number => {
    if (length > bytes.length - position) throw truncated();
    position += length;
    return position - length;
  };
  return {
    get left() {
      return bytes.length - position;
    },
    u8: () => view.getUint8(advance(1)),
    u16: () => view.getUint16(advance(2), true),
    u32: () => view.getUint32(advance(4), true),
    u64: () => Number(view.getBigUint64(advance(8), true)),
    take: (length) => bytes.subarray(advance(length), position),
    rest: () => bytes.subarray(position),
  };
}
