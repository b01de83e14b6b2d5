import type { FunctionBody } from "./function-body.ts";
import { list, type ModuleType, namesOf, type Operand, sameShape, typeText, upTo } from "./text.ts";

/** The same elements in another shape. */
export const reshape = (body: FunctionBody, x: Operand, shape: readonly number[]): Operand =>
  sameShape(x.shape, shape) ? x : body.apply("reshape", [x], { shape, dtype: x.dtype });

export const convert = (body: FunctionBody, x: Operand, dtype: ModuleType): Operand =>
  x.dtype === dtype ? x : body.apply("convert", [x], { shape: x.shape, dtype });

/** The shape of both, dimensions matched from the last and ones stretched, as numpy does. */
export function commonShape(a: readonly number[], b: readonly number[]): readonly number[] {
  const rank = Math.max(a.length, b.length);
  const at = (shape: readonly number[], axis: number): number => shape[axis - rank + shape.length] ?? 1;
  return upTo(rank).map((axis) => (at(a, axis) === 1 ? at(b, axis) : at(a, axis)));
}

/** @param axes of the result, one for each of x. */
export const broadcastAlong = (
  body: FunctionBody,
  x: Operand,
  shape: readonly number[],
  axes: readonly number[],
): Operand => body.apply("broadcast_in_dim", [x], { shape, dtype: x.dtype }, `, dims = ${list(axes)}`);

/** Stretched to a shape as numpy does. */
export function broadcast(body: FunctionBody, x: Operand, shape: readonly number[]): Operand {
  if (sameShape(x.shape, shape)) return x;
  const offset = shape.length - x.shape.length;
  const axes = upTo(x.shape.length).map((axis) => axis + offset);
  return broadcastAlong(body, x, shape, axes);
}

/** An operation of two, each stretched to the shape of both: StableHLO stretches nothing by itself. */
export function binary(body: FunctionBody, operation: string, a: Operand, b: Operand): Operand {
  const shape = commonShape(a.shape, b.shape);
  return body.elementwise(operation, broadcast(body, a, shape), broadcast(body, b, shape));
}

export function compare(
  body: FunctionBody,
  direction: "EQ" | "GE" | "GT" | "LE" | "LT",
  a: Operand,
  b: Operand,
): Operand {
  const shape = commonShape(a.shape, b.shape);
  const operands = [broadcast(body, a, shape), broadcast(body, b, shape)];
  const result = { shape, dtype: "bool" } as const;
  return body.emit(
    `stablehlo.compare ${direction}, ${namesOf(operands)} : (${operands.map(typeText).join(", ")}) -> ${typeText(result)}`,
    result,
  );
}
