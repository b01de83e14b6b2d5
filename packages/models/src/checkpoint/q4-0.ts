import { float16 } from "@dalmeum/files";

/** Weights of one block, and its bytes: a float16 scale, then two nibbles a byte. */
export const Q4_0_BLOCK = 32;
const SCALE_BYTES = 2;
const HALF = Q4_0_BLOCK / 2;
const BLOCK_BYTES = SCALE_BYTES + HALF;

/** Bytes of a row of `columns` weights, or undefined where they are no whole number of blocks. */
export function q4RowBytes(columns: number): number | undefined {
  return columns % Q4_0_BLOCK === 0 ? (columns / Q4_0_BLOCK) * BLOCK_BYTES : undefined;
}

/**
 * Unpack Q4_0 blocks: value = (nibble - 8) * scale. A block's low nibbles are its first 16 weights, its high nibbles
 * the other 16. Format of ggml (block_q4_0).
 * @param packed blocks of 18 bytes.
 * @returns 32 values a block.
 * @throws Error where `packed` is no whole number of blocks.
 */
export function unpackQ4(packed: Uint8Array): Float32Array {
  if (packed.length % BLOCK_BYTES !== 0) {
    throw new Error(`unpackQ4: ${packed.length} bytes, expected a multiple of ${BLOCK_BYTES}`);
  }
  const values = new Float32Array((packed.length / BLOCK_BYTES) * Q4_0_BLOCK);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  for (let from = 0, to = 0; from < packed.length; from += BLOCK_BYTES, to += Q4_0_BLOCK) {
    const scale = float16(view.getUint16(from, true));
    for (let index = 0; index < HALF; index++) {
      const byte = view.getUint8(from + SCALE_BYTES + index);
      values[to + index] = ((byte & 15) - 8) * scale;
      values[to + HALF + index] = ((byte >> 4) - 8) * scale;
    }
  }
  return values;
}
