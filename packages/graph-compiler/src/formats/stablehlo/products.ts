import { sizeOf } from "../../graph/value.ts";
import { broadcast, commonShape, convert, reshape } from "./broadcasting.ts";
import type { FunctionBody } from "./function-body.ts";
import { list, type Operand, upTo } from "./text.ts";

/** The product of two matrices [.., m, k] and [.., k, n], either of them transposed; leading axes are stretched as numpy does. */
export function product(
  body: FunctionBody,
  a: Operand,
  b: Operand,
  { transposeA, transposeB }: { readonly transposeA: boolean; readonly transposeB: boolean },
): Operand {
  const batch = commonShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const rows = a.shape.at(transposeA ? -1 : -2) ?? 1;
  const columns = b.shape.at(transposeB ? -2 : -1) ?? 1;
  const left = broadcast(body, a, [...batch, ...a.shape.slice(-2)]);
  // A matrix that every other one is multiplied by needs no copies: leading axes are then rows of the left factor.
  const isShared = sizeOf(b.shape.slice(0, -2)) === 1;
  const right = isShared ? reshape(body, b, b.shape.slice(-2)) : broadcast(body, b, [...batch, ...b.shape.slice(-2)]);
  const batching = isShared ? [] : upTo(batch.length);
  const attributes = [
    ...(batching.length > 0 ? [`batching_dims = ${list(batching)} x ${list(batching)}`] : []),
    `contracting_dims = ${list([left.shape.length - (transposeA ? 2 : 1)])} x ${list([right.shape.length - (transposeB ? 1 : 2)])}`,
    // HIGHEST keeps all bits of float32 factors, DEFAULT what is fastest: TF32 on a GPU.
    `precision = ${body.precision === "float32" ? "[HIGHEST, HIGHEST]" : "[DEFAULT, DEFAULT]"}`,
  ];
  const isRounded = body.precision === "bfloat16" && a.dtype === "float32";
  const factors = isRounded ? [left, right].map((factor) => convert(body, factor, "bfloat16")) : [left, right];
  const result = { shape: [...batch, rows, columns], dtype: a.dtype };
  return body.apply("dot_general", factors, result, `, ${attributes.join(", ")}`);
}
