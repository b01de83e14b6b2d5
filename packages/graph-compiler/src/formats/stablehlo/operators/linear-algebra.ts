import { binary } from "../broadcasting.ts";
import { mean } from "../folding.ts";
import { product } from "../products.ts";
import { gather } from "../rows.ts";
import type { OperatorWriter } from "./node-call.ts";

/** Operators that multiply matrices, look rows up or normalise them. */
export const linearAlgebraOperators = {
  FusedMatMul: (body, call) =>
    product(body, call.input(0), call.input(1), { transposeA: call.flag("transA"), transposeB: call.flag("transB") }),
  Gather: (body, call) => gather(body, call.input(0), call.input(1), call.number("axis")),
  /** Its variance is the mean of squared distances from the mean: a difference of squares would cancel. */
  LayerNormalization: (body, call) => {
    const [x, gamma, beta] = [call.input(0), call.input(1), call.input(2)];
    const axis = x.shape.length - 1;
    const average = mean(body, x, [axis], true);
    const centred = binary(body, "subtract", x, average);
    const variance = mean(body, body.elementwise("multiply", centred, centred), [axis], true);
    const stabilized = binary(body, "add", variance, body.scalar(call.number("epsilon"), "float32"));
    const inverseDeviation = body.elementwise("rsqrt", stabilized);
    const scaled = binary(body, "multiply", binary(body, "multiply", centred, inverseDeviation), gamma);
    return [binary(body, "add", scaled, beta), average, inverseDeviation];
  },
  MatMul: (body, call) => product(body, call.input(0), call.input(1), { transposeA: false, transposeB: false }),
} satisfies Readonly<Record<string, OperatorWriter>>;
