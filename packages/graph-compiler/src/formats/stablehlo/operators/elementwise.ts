import { binary, broadcast, compare, convert } from "../broadcasting.ts";
import type { FunctionBody } from "../function-body.ts";
import { type Operand, typeText } from "../text.ts";
import type { OperatorWriter } from "./node-call.ts";

const unary =
  (operation: string): OperatorWriter =>
  (body, call) =>
    body.elementwise(operation, call.input(0));

const ofTwo =
  (operation: string): OperatorWriter =>
  (body, call) =>
    binary(body, operation, call.input(0), call.input(1));

const comparison =
  (direction: Parameters<typeof compare>[1]): OperatorWriter =>
  (body, call) =>
    compare(body, direction, call.input(0), call.input(1));

const erf = (body: FunctionBody, x: Operand): Operand =>
  body.emit(`chlo.erf ${x.name} : ${typeText(x)} -> ${typeText(x)}`, x);

const float = (body: FunctionBody, value: number): Operand => body.scalar(value, "float32");

/** Operators that treat each element alone. */
export const elementwiseOperators = {
  Abs: unary("abs"),
  Add: ofTwo("add"),
  And: ofTwo("and"),
  Cast: (body, call) => convert(body, call.input(0), call.result().dtype),
  Clip: (body, call) => binary(body, "minimum", binary(body, "maximum", call.input(0), call.input(1)), call.input(2)),
  Cos: unary("cosine"),
  Div: ofTwo("divide"),
  Equal: comparison("EQ"),
  Erf: (body, call) => erf(body, call.input(0)),
  Exp: unary("exponential"),
  /** x / 2 * (1 + erf(x / sqrt(2))). */
  Gelu: (body, call) => {
    const x = call.input(0);
    const half = binary(body, "multiply", x, float(body, 0.5));
    const scaled = erf(body, binary(body, "multiply", x, float(body, Math.SQRT1_2)));
    return binary(body, "multiply", half, binary(body, "add", scaled, float(body, 1)));
  },
  Greater: comparison("GT"),
  GreaterOrEqual: comparison("GE"),
  Less: comparison("LT"),
  LessOrEqual: comparison("LE"),
  Log: unary("log"),
  Max: ofTwo("maximum"),
  Min: ofTwo("minimum"),
  Mul: ofTwo("multiply"),
  Neg: unary("negate"),
  Not: unary("not"),
  Or: ofTwo("or"),
  Pow: ofTwo("power"),
  Reciprocal: (body, call) => binary(body, "divide", float(body, 1), call.input(0)),
  Relu: (body, call) => binary(body, "maximum", call.input(0), body.scalar(0, call.result().dtype)),
  Sigmoid: unary("logistic"),
  Sign: unary("sign"),
  Sin: unary("sine"),
  /** max(x, 0) + log(1 + exp(-|x|)), which no x overflows. */
  Softplus: (body, call) => {
    const x = call.input(0);
    const decayed = body.elementwise("exponential", body.elementwise("negate", body.elementwise("abs", x)));
    const positive = binary(body, "maximum", x, float(body, 0));
    return body.elementwise("add", positive, body.elementwise("log_plus_one", decayed));
  },
  Sqrt: unary("sqrt"),
  Sub: ofTwo("subtract"),
  Sum: (body, call) => call.inputs().reduce((sum, term) => binary(body, "add", sum, term)),
  Tanh: unary("tanh"),
  Where: (body, call) => {
    const { shape, dtype } = call.result();
    const [condition, then, otherwise] = [0, 1, 2].map((place) => broadcast(body, call.input(place), shape));
    if (!condition || !then || !otherwise) throw new Error("Where takes three values");
    return body.apply("select", [condition, then, otherwise], { shape, dtype });
  },
} satisfies Readonly<Record<string, OperatorWriter>>;
