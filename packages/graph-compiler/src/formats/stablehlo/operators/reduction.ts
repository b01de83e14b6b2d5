import { binary, convert } from "../broadcasting.ts";
import { fold, mean, runningSum } from "../folding.ts";
import type { FunctionBody } from "../function-body.ts";
import type { Operand } from "../text.ts";
import type { OperatorWriter } from "./node-call.ts";

const folding =
  (operation: Parameters<typeof fold>[1]): OperatorWriter =>
  (body, call) =>
    fold(body, operation, call.input(0), call.numbers("axes"), call.flag("keepdims"));

/** x less its largest entry along the axis, so that no exponential overflows, and the sum of those exponentials. */
function shifted(body: FunctionBody, x: Operand, at: number) {
  const axis = at < 0 ? x.shape.length + at : at;
  const centred = binary(body, "subtract", x, fold(body, "maximum", x, [axis], true));
  const exponentials = body.elementwise("exponential", centred);
  return { centred, exponentials, sum: fold(body, "add", exponentials, [axis], true) };
}

/** Operators that fold axes away, or along them. */
export const reductionOperators = {
  CumSum: (body, call) => {
    const [axis = 0] = call.integers(1);
    return runningSum(body, call.input(0), axis, { exclusive: call.flag("exclusive"), reverse: call.flag("reverse") });
  },
  LogSoftmax: (body, call) => {
    const { centred, sum } = shifted(body, call.input(0), call.number("axis"));
    return binary(body, "subtract", centred, body.elementwise("log", sum));
  },
  ReduceMax: folding("maximum"),
  ReduceMean: (body, call) => mean(body, call.input(0), call.numbers("axes"), call.flag("keepdims")),
  ReduceMin: folding("minimum"),
  ReduceProd: folding("multiply"),
  ReduceSum: (body, call) => {
    const x = convert(body, call.input(0), call.result().dtype);
    return fold(body, "add", x, call.integers(1), call.flag("keepdims"));
  },
  Softmax: (body, call) => {
    const { exponentials, sum } = shifted(body, call.input(0), call.number("axis"));
    return binary(body, "divide", exponentials, sum);
  },
} satisfies Readonly<Record<string, OperatorWriter>>;
