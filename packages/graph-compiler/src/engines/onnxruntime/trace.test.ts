import { expect, it } from "vitest";
import { kernelsOfRuns } from "./trace.ts";

const run = (ts: number, dur: number) => ({ cat: "Session", name: "model_run", ts, dur, args: {} });
const node = (name: string, ts: number, dur: number) => ({
  ...{ cat: "Node", name, ts, dur },
  args: {
    op_name: "MatMul",
    input_type_shape: [{ float: [2, 3] }, { float: [] }],
    output_type_shape: [{ float: [2] }],
  },
});

it("reads kernels of each run, in milliseconds since its start", () => {
  const load = { cat: "Session", name: "model_loading_array", ts: 5, dur: 100, args: {} };
  const trace = [
    ...[load, node("a_kernel_time", 210, 30), node("b_fence_before", 240, 1), run(200, 50)],
    ...[node("a_kernel_time", 1020, 70), run(1000, 90)],
  ];
  const detail = "2x3, scalar -> 2";
  expect(kernelsOfRuns(JSON.stringify(trace))).toEqual([
    [{ name: "a", operator: "MatMul", detail, start: 0.01, duration: 0.03 }],
    [{ name: "a", operator: "MatMul", detail, start: 0.02, duration: 0.07 }],
  ]);
});

it("refuses what is no trace", () => {
  expect(() => kernelsOfRuns('[{ "cat": "Node" }]')).toThrow(/expected string/);
});
