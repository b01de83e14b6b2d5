import type { Initializer } from "../../graph/graph.ts";
import { type ElementType, sizeOf } from "../../graph/value.ts";
import { upTo } from "./text.ts";

/** One number as MLIR reads it. Floats are written as their bits, since no decimal stands for NaN, and none must be rounded. */
export function numberText(value: number, dtype: ElementType): string {
  if (dtype === "bool") return value === 0 ? "false" : "true";
  if (dtype !== "float32") return String(value);
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, value);
  return `0x${bits.getUint32(0).toString(16).toUpperCase().padStart(8, "0")}`;
}

/** What stands between dense< and >: one number for all entries, or the bytes of all. */
export function denseText({ value: { shape, dtype }, bytes }: Initializer): string {
  const size = sizeOf(shape);
  if (size === 0) return "";
  if (dtype === "bool")
    return nestedText(
      Array.from(bytes, (byte) => numberText(byte, dtype)),
      shape,
    );
  if (size > 1) return `"0x${Buffer.from(bytes).toString("hex").toUpperCase()}"`;
  return numberText(firstOf(bytes, dtype), dtype);
}

function firstOf(bytes: Uint8Array, dtype: Exclude<ElementType, "bool">): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (dtype === "float32") return view.getFloat32(0, true);
  return dtype === "int32" ? view.getInt32(0, true) : Number(view.getBigInt64(0, true));
}

/** MLIR's versions differ in how booleans lie in bytes, so they are spelt out. */
function nestedText(entries: readonly string[], [size, ...rest]: readonly number[]): string {
  if (size === undefined) return entries.join();
  const width = sizeOf(rest);
  return `[${upTo(size)
    .map((index) => nestedText(entries.slice(index * width, (index + 1) * width), rest))
    .join(", ")}]`;
}
