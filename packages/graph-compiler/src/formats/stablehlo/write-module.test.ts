import type { StateStepDefinition, StepDefinition } from "@dalmeum/contracts";
import { cpuBackend } from "@dalmeum/testing";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { recordStep } from "../../record-step.ts";
import { type ModuleOptions, writeModule } from "./write-module.ts";

beforeAll(cpuBackend);

const float = (...shape: readonly number[]) => ({ shape, dtype: "float32" }) as const;
const int = (...shape: readonly number[]) => ({ shape, dtype: "int32" }) as const;
const none = tf.zeros([0]);

const moduleOf = (definition: StepDefinition & Partial<StateStepDefinition>, options: Partial<ModuleOptions> = {}) =>
  writeModule(recordStep(definition), { precision: "float32", packed: false, ...options });

const weights = { name: "weights", shape: [2] };
const table = { name: "table", shape: [9, 2] };
const pool = { name: "pool", shape: [100] };

describe("writeModule", () => {
  it("takes what is read and gives what comes out, an input under its own name too", () => {
    const { text, parameters, results } = moduleOf({
      inputs: { x: float(2), unread: float(7), row: float(1, 2) },
      step: ({ x = none, row = none }) => ({ x, y: tf.add(x, row) }),
    });
    expect(parameters.map((each) => each.kind === "input" && each.name)).toEqual(["x", "row"]);
    expect(results.map((each) => each.kind === "output" && each.name)).toEqual(["x", "y"]);
    expect(text).toMatchInlineSnapshot(`
      "module @step {
      func.func public @main(%arg0: tensor<2xf32>, %arg1: tensor<1x2xf32>) -> (tensor<2xf32>, tensor<1x2xf32>) {
      %0 = stablehlo.broadcast_in_dim %arg0, dims = [1] : (tensor<2xf32>) -> tensor<1x2xf32>
      %1 = stablehlo.add %0, %arg1 : tensor<1x2xf32>
      return %arg0, %1 : tensor<2xf32>, tensor<1x2xf32>
      }
      }
      "
    `);
  });

  it("lets what is not state lie end to end, one array a type", () => {
    const { text, parameters, results } = moduleOf(
      {
        inputs: { a: float(2), ids: int(2), unread: float(7), b: float() },
        step: ({ a = none, b = none, ids = none }) => ({ sum: tf.add(a, b), ids, a }),
      },
      { packed: true },
    );
    expect(parameters).toEqual([
      {
        kind: "packed",
        dtype: "float32",
        size: 3,
        places: [
          { name: "a", start: 0, spec: float(2) },
          { name: "b", start: 2, spec: float() },
        ],
      },
      { kind: "packed", dtype: "int32", size: 2, places: [{ name: "ids", start: 0, spec: int(2) }] },
    ]);
    expect(results).toMatchObject([
      { dtype: "float32", size: 4, places: [{ name: "sum" }, { name: "a", start: 2 }] },
      { dtype: "int32", size: 2, places: [{ name: "ids" }] },
    ]);
    expect(text).toMatchInlineSnapshot(`
      "module @step {
      func.func public @main(%arg0: tensor<3xf32>, %arg1: tensor<2xi32>) -> (tensor<4xf32>, tensor<2xi32>) {
      %0 = stablehlo.slice %arg0 [0:2] : (tensor<3xf32>) -> tensor<2xf32>
      %1 = stablehlo.slice %arg0 [2:3] : (tensor<3xf32>) -> tensor<1xf32>
      %2 = stablehlo.reshape %1 : (tensor<1xf32>) -> tensor<f32>
      %3 = stablehlo.slice %arg1 [0:2] : (tensor<2xi32>) -> tensor<2xi32>
      %4 = stablehlo.broadcast_in_dim %2, dims = [] : (tensor<f32>) -> tensor<2xf32>
      %5 = stablehlo.add %0, %4 : tensor<2xf32>
      %6 = stablehlo.concatenate %5, %0, dim = 0 : (tensor<2xf32>, tensor<2xf32>) -> tensor<4xf32>
      %7 = stablehlo.concatenate %3, dim = 0 : (tensor<2xi32>) -> tensor<2xi32>
      return %6, %7 : tensor<4xf32>, tensor<2xi32>
      }
      }
      "
    `);
  });

  it("gives an array's memory to the result that goes back into it, and to no other", () => {
    const { text, parameters, results } = moduleOf({
      inputs: { w: float(2), frozen: float(2), rate: float() },
      state: { w: { kind: "whole", array: weights }, frozen: { kind: "whole", array: { ...weights, name: "frozen" } } },
      step: ({ w = none, frozen = none, rate = none }) => ({
        loss: tf.sum(w),
        w: tf.sub(w, tf.mul(frozen, rate)),
      }),
    });
    expect(parameters).toEqual([
      { kind: "state", array: weights },
      { kind: "state", array: { ...weights, name: "frozen" } },
      { kind: "input", name: "rate", spec: float() },
    ]);
    expect(results).toEqual([
      { kind: "state", array: weights },
      { kind: "output", name: "loss", spec: float() },
    ]);
    expect(text).toContain(
      "@main(%arg0: tensor<2xf32> {tf.aliasing_output = 0 : i32}, %arg1: tensor<2xf32>, %arg2: tensor<f32>) -> (tensor<2xf32>, tensor<f32>)",
    );
  });

  it("writes an array that it does not read", () => {
    const { parameters, text } = moduleOf({
      inputs: { w: float(2), x: float(2) },
      state: { w: { kind: "whole", array: weights } },
      step: ({ x = none }) => ({ w: tf.neg(x) }),
    });
    expect(parameters.map(({ kind }) => kind)).toEqual(["state", "input"]);
    expect(text).toContain("%arg0: tensor<2xf32> {tf.aliasing_output = 0 : i32}");
  });

  it("gathers rows of a table and scatters them back", () => {
    const { text, parameters, results } = moduleOf({
      inputs: { rows: float(3, 2), places: int(3) },
      state: { rows: { kind: "rows", array: table, rows: "places" } },
      step: ({ rows = none }) => ({ rows: tf.neg(rows) }),
    });
    expect(parameters.map((each) => (each.kind === "input" ? each.name : each.kind))).toEqual(["state", "places"]);
    expect(results).toEqual([{ kind: "state", array: table }]);
    expect(text).toMatchInlineSnapshot(`
      "module @step {
      func.func public @main(%arg0: tensor<9x2xf32> {tf.aliasing_output = 0 : i32}, %arg1: tensor<3xi32>) -> (tensor<9x2xf32>) {
      %0 = "stablehlo.gather"(%arg0, %arg1) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2>}> : (tensor<9x2xf32>, tensor<3xi32>) -> tensor<3x2xf32>
      %1 = stablehlo.negate %0 : tensor<3x2xf32>
      %2 = "stablehlo.scatter"(%arg0, %arg1, %1) <{scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, unique_indices = true}> ({
      ^bb0(%old: tensor<f32>, %new: tensor<f32>):
        stablehlo.return %new : tensor<f32>
      }) : (tensor<9x2xf32>, tensor<3xi32>, tensor<3x2xf32>) -> tensor<9x2xf32>
      return %2 : tensor<9x2xf32>
      }
      }
      "
    `);
  });

  it("reads windows of one array at offsets, and neither gives its memory away nor takes offsets that nothing needs", () => {
    const window = (offset: string) => ({ kind: "window", array: pool, offset }) as const;
    const { text, parameters } = moduleOf({
      inputs: { first: int(), second: int(), third: int() },
      step: (_, declareInput) => {
        declareInput("unread", float(4), window("third"));
        return {
          y: tf.add(declareInput("a", float(2), window("first")), declareInput("b", float(1, 2), window("second"))),
        };
      },
    });
    expect(parameters.map((each) => (each.kind === "input" ? each.name : each.kind))).toEqual([
      "state",
      "first",
      "second",
    ]);
    expect(text).toMatchInlineSnapshot(`
      "module @step {
      func.func public @main(%arg0: tensor<100xf32>, %arg1: tensor<i32>, %arg2: tensor<i32>) -> (tensor<1x2xf32>) {
      %0 = stablehlo.dynamic_slice %arg0, %arg1, sizes = [2] : (tensor<100xf32>, tensor<i32>) -> tensor<2xf32>
      %1 = stablehlo.dynamic_slice %arg0, %arg2, sizes = [2] : (tensor<100xf32>, tensor<i32>) -> tensor<2xf32>
      %2 = stablehlo.reshape %1 : (tensor<2xf32>) -> tensor<1x2xf32>
      %3 = stablehlo.broadcast_in_dim %0, dims = [1] : (tensor<2xf32>) -> tensor<1x2xf32>
      %4 = stablehlo.add %3, %2 : tensor<1x2xf32>
      return %4 : tensor<1x2xf32>
      }
      }
      "
    `);
  });

  it("rounds the factors of products as it is told, and nothing else", () => {
    const product = (precision: ModuleOptions["precision"]) =>
      moduleOf(
        { inputs: { a: float(2, 3), b: float(3, 2) }, step: ({ a = none, b = none }) => ({ y: tf.matMul(a, b) }) },
        { precision },
      )
        .text.split("\n")
        .filter((line) => /dot_general|convert/.test(line));
    expect({ float32: product("float32"), tf32: product("tf32"), bfloat16: product("bfloat16") })
      .toMatchInlineSnapshot(`
        {
          "bfloat16": [
            "%0 = stablehlo.convert %arg0 : (tensor<2x3xf32>) -> tensor<2x3xbf16>",
            "%1 = stablehlo.convert %arg1 : (tensor<3x2xf32>) -> tensor<3x2xbf16>",
            "%2 = stablehlo.dot_general %0, %1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xbf16>, tensor<3x2xbf16>) -> tensor<2x2xf32>",
          ],
          "float32": [
            "%0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<2x3xf32>, tensor<3x2xf32>) -> tensor<2x2xf32>",
          ],
          "tf32": [
            "%0 = stablehlo.dot_general %arg0, %arg1, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x3xf32>, tensor<3x2xf32>) -> tensor<2x2xf32>",
          ],
        }
      `);
  });

  it("shares a matrix that every batch is multiplied by", () => {
    const { text } = moduleOf({
      inputs: { a: float(5, 2, 3), b: float(1, 3, 2) },
      step: ({ a = none, b = none }) => ({ y: tf.matMul(a, b) }),
    });
    expect(text).toContain("contracting_dims = [2] x [0]");
    expect(text).not.toContain("broadcast");
  });
});

describe("writeModule refuses", () => {
  const whole = { kind: "whole", array: weights } as const;
  it.each<[string, StateStepDefinition, string]>([
    [
      "an input of another shape than its array",
      { inputs: { w: float(3) }, state: { w: whole }, step: ({ w = none }) => ({ y: tf.neg(w) }) },
      'input "w": tensor<3xf32> is no whole of the state\'s "weights" [2]',
    ],
    [
      "rows of another width",
      {
        inputs: { r: float(3, 5), places: int(3) },
        state: { r: { kind: "rows", array: table, rows: "places" } },
        step: ({ r = none }) => ({ y: tf.neg(r) }),
      },
      "tensor<3x5xf32> is no rows of",
    ],
    [
      "places that are missing",
      {
        inputs: { r: float(3, 2) },
        state: { r: { kind: "rows", array: table, rows: "places" } },
        step: ({ r = none }) => ({ y: tf.neg(r) }),
      },
      'input "places" says what is read of the state: expected tensor<3xi32> from the host, found none',
    ],
    [
      "an offset of another type",
      {
        inputs: { n: float(3), at: float() },
        state: { n: { kind: "window", array: pool, offset: "at" } },
        step: ({ n = none }) => ({ y: tf.neg(n) }),
      },
      "expected tensor<i32> from the host, found tensor<f32>",
    ],
    [
      "an output that does not fit where it goes back",
      { inputs: { w: float(2) }, state: { w: whole }, step: ({ w = none }) => ({ w: tf.sum(w) }) },
      'output "w" goes back as tensor<2xf32>, found tensor<f32>',
    ],
    [
      "two outputs for one array",
      {
        inputs: { v: float(2), w: float(2) },
        state: { v: whole, w: whole },
        step: ({ v = none, w = none }) => ({ v: tf.neg(v), w: tf.neg(w) }),
      },
      'two outputs go back into "weights"',
    ],
    [
      "an array of two shapes",
      {
        inputs: { v: float(2), w: float(4) },
        state: { v: whole, w: { kind: "whole", array: { name: "weights", shape: [4] } } },
        step: ({ v = none, w = none }) => ({ y: tf.sum(v), z: tf.sum(w) }),
      },
      'the state\'s "weights" is [2] and [4] in one step',
    ],
    [
      "state for an input that the step has not",
      { inputs: {}, state: { w: whole }, step: () => ({ y: tf.scalar(1) }) },
      'the step has no input "w"',
    ],
  ])("%s", (_, definition, message) => {
    expect(() => moduleOf(definition)).toThrow(message);
  });
});
