import { broadcast, broadcastAlong, reshape } from "../broadcasting.ts";
import { list, typeText } from "../text.ts";
import type { OperatorWriter } from "./node-call.ts";

/** Operators that move or repeat elements. */
export const shapeOperators = {
  Concat: (body, call) => body.apply("concatenate", call.inputs(), call.result(), `, dim = ${call.number("axis")}`),
  Expand: (body, call) => broadcast(body, call.input(0), call.result().shape),
  Pad: (body, call) => {
    const amounts = call.integers(1);
    const rank = amounts.length / 2;
    const [low, high, none] = [amounts.slice(0, rank), amounts.slice(rank), amounts.slice(rank).fill(0)];
    return body.apply(
      "pad",
      [call.input(0), call.input(2)],
      call.result(),
      `, low = ${list(low)}, high = ${list(high)}, interior = ${list(none)}`,
    );
  },
  Range: (body, call) => body.emit(`stablehlo.iota dim = 0 : ${typeText(call.result())}`, call.result()),
  Reshape: (body, call) => reshape(body, call.input(0), call.result().shape),
  Slice: (body, call) => {
    const ends = call.integers(2);
    const ranges = call.integers(1).map((start, axis) => `${start}:${ends[axis] ?? start}`);
    return body.apply("slice", [call.input(0)], call.result(), ` [${ranges.join(", ")}]`);
  },
  Tile: (body, call) => {
    const [x, repeats] = [call.input(0), call.integers(1)];
    const split = x.shape.flatMap((size, axis) => [repeats[axis] ?? 1, size]);
    const axes = x.shape.map((_, axis) => 2 * axis + 1);
    return reshape(body, broadcastAlong(body, x, split, axes), call.result().shape);
  },
  Transpose: (body, call) =>
    body.apply("transpose", [call.input(0)], call.result(), `, dims = ${list(call.numbers("perm"))}`),
} satisfies Readonly<Record<string, OperatorWriter>>;
