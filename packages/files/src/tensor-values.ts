import { float16 } from "./float-16.ts";
import { DTYPE_BYTES, elementCount, type StoredTensor } from "./stored-tensor.ts";

/** How a piece of each type becomes float32 numbers from index `at` on. */
const CONVERT = {
  F32: (piece: Uint8Array, values: Float32Array, at: number) => {
    values.set(new Float32Array(piece.buffer, piece.byteOffset, piece.length / 4), at);
  },
  F64: (piece: Uint8Array, values: Float32Array, at: number) => {
    values.set(new Float64Array(piece.buffer, piece.byteOffset, piece.length / 8), at);
  },
  F16: (piece: Uint8Array, values: Float32Array, at: number) => {
    const numbers = float16Numbers();
    new Uint16Array(piece.buffer, piece.byteOffset, piece.length / 2).forEach((bits, index) => {
      values[at + index] = numbers[bits] ?? NaN;
    });
  },
  BF16: (piece: Uint8Array, values: Float32Array, at: number) => {
    const upperHalves = new Uint32Array(values.buffer);
    new Uint16Array(piece.buffer, piece.byteOffset, piece.length / 2).forEach((bits, index) => {
      upperHalves[at + index] = bits << 16;
    });
  },
};
type FloatDtype = keyof typeof CONVERT;

/** Whether `float32Of` reads a type. */
export function isFloat(dtype: string): dtype is FloatDtype {
  return Object.hasOwn(CONVERT, dtype);
}

/**
 * A tensor of F32, F64, F16 or BF16 as float32 numbers in memory of their own. F64 is rounded to nearest; the others
 * are exact, subnormal numbers and -0 included. Beside the result only a piece of the file is in memory.
 * @throws Error where it holds another type.
 */
export function float32Of(tensor: StoredTensor): Float32Array {
  const { dtype, shape } = tensor;
  if (!isFloat(dtype)) throw new Error(`float32Of: ${dtype}, expected ${Object.keys(CONVERT).join(", ")}`);
  const values = new Float32Array(elementCount(shape));
  let at = 0;
  for (const piece of tensor.pieces()) {
    CONVERT[dtype](piece, values, at);
    at += piece.length / DTYPE_BYTES[dtype];
  }
  return values;
}

/** A tensor's bytes in memory of their own. */
export function bytesOf(tensor: StoredTensor): Uint8Array {
  const bytes = new Uint8Array(elementCount(tensor.shape) * DTYPE_BYTES[tensor.dtype]);
  let at = 0;
  for (const piece of tensor.pieces()) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

let float16Table: Float32Array | undefined;

/** The number of each of the 65,536 float16 bit patterns: a table is several times as fast as the formula. */
function float16Numbers(): Float32Array {
  return (float16Table ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => float16(bits)));
}
