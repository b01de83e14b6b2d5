import { binary, reshape } from "./broadcasting.ts";
import type { FunctionBody } from "./function-body.ts";
import { array, functionType, list, namesOf, type Operand, typeText } from "./text.ts";

/** How many are folded into one, and what none of them gives. */
type Folding = "add" | "maximum" | "minimum" | "multiply";

function startOf(folding: Folding, isFloat: boolean): number {
  switch (folding) {
    case "add":
      return 0;
    case "multiply":
      return 1;
    case "maximum":
      return isFloat ? -Infinity : -(2 ** 31);
    case "minimum":
      return isFloat ? Infinity : 2 ** 31 - 1;
  }
}

function numberType({ dtype }: Operand): "float32" | "int32" {
  if (dtype === "float32" || dtype === "int32") return dtype;
  throw new Error(`${dtype} values cannot be folded; expected float32 or int32`);
}

/** @param keep whether axes that are folded away stay, of one entry each. */
export function fold(
  body: FunctionBody,
  folding: Folding,
  x: Operand,
  axes: readonly number[],
  keep: boolean,
): Operand {
  const dtype = numberType(x);
  const start = body.scalar(startOf(folding, dtype === "float32"), dtype);
  const result = { shape: x.shape.filter((_, axis) => !axes.includes(axis)), dtype: x.dtype };
  const folded = body.emit(
    `stablehlo.reduce(${x.name} init: ${start.name}) applies stablehlo.${folding} across dimensions = ${list(axes)} : ` +
      functionType([x, start], result),
    result,
  );
  return keep
    ? reshape(
        body,
        folded,
        x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
      )
    : folded;
}

export function mean(body: FunctionBody, x: Operand, axes: readonly number[], keep: boolean): Operand {
  const count = axes.reduce((product, axis) => product * (x.shape[axis] ?? 1), 1);
  return binary(body, "divide", fold(body, "add", x, axes, keep), body.scalar(count, "float32"));
}

/** Sums of all entries up to each along an axis: a window of the axis' length slides over what is before it. */
export function runningSum(
  body: FunctionBody,
  x: Operand,
  axis: number,
  { exclusive, reverse }: { readonly exclusive: boolean; readonly reverse: boolean },
): Operand {
  const length = x.shape[axis] ?? 1;
  if (x.shape.includes(0)) return x;
  const zero = body.scalar(0, numberType(x));
  const along = (value: number, other: number): readonly number[] => x.shape.map(() => other).with(axis, value);
  const [before, after] = reverse ? [-1, 1] : [1, -1];
  const none = list(along(0, 0));
  const summed = exclusive
    ? body.apply(
        "pad",
        [x, zero],
        x,
        `, low = ${list(along(before, 0))}, high = ${list(along(after, 0))}, interior = ${none}`,
      )
    : x;
  const padding = along(length - 1, 0).map((size) => list(reverse ? [0, size] : [size, 0]));
  const scalar = typeText(zero);
  return body.emit(
    `"stablehlo.reduce_window"(${namesOf([summed, zero])}) <{` +
      `padding = dense<[${padding.join(", ")}]> : tensor<${x.shape.length}x2xi64>, ` +
      `window_dimensions = ${array(along(length, 1))}}> ({\n` +
      `^bb0(%sum: ${scalar}, %next: ${scalar}):\n` +
      `  %more = stablehlo.add %sum, %next : ${scalar}\n` +
      `  stablehlo.return %more : ${scalar}\n` +
      `}) : ${functionType([summed, zero], x)}`,
    x,
  );
}
