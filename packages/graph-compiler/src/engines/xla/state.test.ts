import { type EngineState, type HostArrays, type StateInput, type Step, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { xlaPlugin } from "../../../test/xla-plugin.ts";
import { recordStep } from "../../record-step.ts";
import { clientOf, type InUse } from "./client.ts";
import { compileOptions } from "./compile-options.ts";
import { xlaEngine } from "./engine.ts";
import { loadStep } from "./loaded-step.ts";
import { createState } from "./state.ts";

const float = (...shape: number[]) => ({ shape, dtype: "float32" }) as const;
const int = (...shape: number[]) => ({ shape, dtype: "int32" }) as const;
const whole = (name: string, ...shape: number[]): StateInput => ({ kind: "whole", array: { name, shape } });
const values = (shape: readonly number[], ...entries: number[]) => ({ shape, values: Float32Array.from(entries) });

const zero = (): tf.Tensor => tf.scalar(NaN);
/** w becomes w - rate * w; the loss is the sum of w before it. */
const decay: Step = ({ w = zero(), rate = zero() }) => ({ w: tf.sub(w, tf.mul(w, rate)), loss: tf.sum(w) });
const decayOf = (size: number) => ({
  step: decay,
  inputs: { w: float(size), rate: float() },
  state: { w: whole("weights", size) },
});

describe.skipIf(xlaPlugin === undefined)("the state of XLA's engine", () => {
  const engine = () => xlaEngine({ plugin: xlaPlugin ?? "" });
  const inUse = (): InUse => ({ ...clientOf(xlaPlugin ?? "").inUse });
  const create = (): EngineState => {
    const state = engine().createState?.();
    if (!state) throw new Error("found no state");
    return state;
  };
  const read = async (state: EngineState, name: string): Promise<readonly number[]> => [
    ...((await state.read([name]))[name]?.values ?? []),
  ];

  it("updates whole arrays in place; inputs and outputs are what is no state", async () => {
    const state = create();
    await state.write({ weights: values([2], 8, 16), other: values([1], 5) });
    const step = await state.compile(decayOf(2));
    expect(step.inputs).toEqual({ rate: float() });
    expect(step.outputs).toEqual({ loss: float() });
    expect(step.bytes).toBeGreaterThan(0);
    const loss = new Float32Array(1);
    await step.run({ rate: Float32Array.of(0.5) }, { loss });
    expect(loss[0]).toBe(24);
    await step.run({ rate: Float32Array.of(0.5) }, { loss });
    expect(loss[0]).toBe(12);
    expect(await state.read(["weights", "other"])).toEqual({ weights: values([2], 2, 4), other: values([1], 5) });
    await state.write({ weights: values([2], 1, 1) });
    await step.run({ rate: Float32Array.of(0) }, { loss });
    expect(loss[0]).toBe(2);
    state.dispose();
  });

  it("reads and writes rows; the row past the last is written nowhere", async () => {
    const state = create();
    await state.write({ table: values([3, 2], 1, 2, 3, 4, 5, 6) });
    const step = await state.compile({
      step: ({ rows = zero() }) => ({ rows: tf.mul(rows, 10) }),
      inputs: { rows: float(3, 2), numbers: int(3) },
      state: { rows: { kind: "rows", array: { name: "table", shape: [3, 2] }, rows: "numbers" } },
    });
    await step.run({ numbers: Int32Array.of(2, 3, 0) }, {});
    expect(await read(state, "table")).toEqual([10, 20, 3, 4, 50, 60]);
    state.dispose();
  });

  it("reads windows of what another step writes whole", async () => {
    const state = create();
    await state.write({ pool: values([6], 0, 1, 2, 3, 4, 5) });
    const array = { name: "pool", shape: [6] };
    const window = await state.compile({
      step: (_inputs, declareInput) => {
        declareInput("offset", int());
        return { noise: tf.add(declareInput("noise", float(2, 2), { kind: "window", array, offset: "offset" }), 0) };
      },
      inputs: {},
      state: {},
    });
    const refill = await state.compile({
      step: ({ pool = zero() }) => ({ pool: tf.add(pool, 10) }),
      inputs: { pool: float(6) },
      state: { pool: { kind: "whole", array } },
    });
    expect(window.inputs).toEqual({ offset: int() });
    const at = async (offset: number): Promise<readonly number[]> => {
      const noise = new Float32Array(4);
      await window.run({ offset: Int32Array.of(offset) }, { noise });
      return [...noise];
    };
    expect(await at(1)).toEqual([1, 2, 3, 4]);
    void refill.run({}, {});
    expect(await at(2)).toEqual([12, 13, 14, 15]);
    state.dispose();
  });

  it("starts runs one after another before the first's results are there, and reads between them", async () => {
    const state = create();
    await state.write({ weights: values([2], 8, 16) });
    const step = await state.compile(decayOf(2));
    const rate = Float32Array.of(0.5);
    const losses = [1, 2, 3].map(() => new Float32Array(1));
    const reads: Promise<readonly number[]>[] = [];
    const runs = losses.map((loss, index) => {
      rate[0] = index === 0 ? 0.5 : 0;
      const run = step.run({ rate }, { loss });
      rate[0] = NaN;
      reads.push(read(state, "weights"));
      return run;
    });
    void state.write({ weights: values([2], 0, 0) });
    await Promise.all(runs);
    expect(losses.map(([loss]) => loss)).toEqual([24, 12, 12]);
    expect(await Promise.all(reads)).toEqual([
      [4, 8],
      [4, 8],
      [4, 8],
    ]);
    expect(await read(state, "weights")).toEqual([0, 0]);
    state.dispose();
  });

  it("leaves everything as it was where a run does not start", async () => {
    const state = create();
    const step = await state.compile(decayOf(2));
    const loss = new Float32Array(1);
    const run = (inputs: HostArrays, outputs: HostArrays = { loss }): Promise<void> => step.run(inputs, outputs);
    const rate = Float32Array.of(0.5);
    await expect(run({ rate })).rejects.toThrow('the engine\'s state has no array "weights"');
    await state.write({ weights: values([3], 1, 2, 3) });
    await expect(run({ rate })).rejects.toThrow(`array "weights" of the engine's state: found 3, the step expects 2`);
    await state.write({ weights: values([2], 1, 2) });
    await expect(run({ rate: Int32Array.of(1) })).rejects.toThrow('input "rate": found int32');
    await expect(run({})).rejects.toThrow('input "rate" is missing');
    await expect(run({ rate }, {})).rejects.toThrow('output "loss" is missing');
    await expect(state.write({ weights: values([3], 1) })).rejects.toThrow("found 1 values, expected 3");
    await expect(state.read(["weights", "slot"])).rejects.toThrow('no array "slot"');
    expect(await read(state, "weights")).toEqual([1, 2]);
    step.dispose();
    await expect(run({ rate })).rejects.toThrow("disposed of");
    state.dispose();
    await expect(state.compile(decayOf(2))).rejects.toThrow("disposed of");
  });

  it("keeps what it had where a step says that its update is not finite", async () => {
    const state = create();
    await state.write({ weights: values([2], 1, 2) });
    const step = await state.compile({
      ...decayOf(2),
      step: ({ w = zero(), rate = zero() }) => {
        const loss = tf.sum(tf.mul(w, rate));
        // tfjs's isFinite is no kernel of a graph.
        return { w: tf.where(tf.equal(tf.mul(loss, 0), 0), tf.mul(w, 2), w), loss };
      },
    });
    const loss = new Float32Array(1);
    await step.run({ rate: Float32Array.of(Infinity) }, { loss });
    expect(loss[0]).toBe(Infinity);
    expect(await read(state, "weights")).toEqual([1, 2]);
    await step.run({ rate: Float32Array.of(1) }, { loss });
    expect(await read(state, "weights")).toEqual([2, 4]);
    state.dispose();
  });

  it("holds no more handles and no more memory after 200 steps than after 20", async () => {
    const empty = inUse();
    const size = 2 ** 18;
    const state = create();
    await state.write({ weights: { shape: [size], values: new Float32Array(size).fill(1) } });
    const step = await state.compile(decayOf(size));
    const [rate, loss] = [Float32Array.of(0.01), new Float32Array(1)];
    const found: [InUse, number][] = [];
    for (let run = 1; run <= 200; run++) {
      await step.run({ rate }, { loss });
      if (run % 180 === 20) found.push([inUse(), process.memoryUsage.rss()]);
    }
    const [[early, before], [late, after]] = found as [[InUse, number], [InUse, number]];
    expect(early).toEqual({ ...empty, arrays: empty.arrays + 1, programs: empty.programs + 1 });
    expect(late).toEqual(early);
    // 180 arrays of a megabyte would be left.
    expect(after - before).toBeLessThan(90 * 2 ** 20);
    state.dispose();
    expect(inUse()).toEqual(empty);
  });

  it("is disposed of while steps run, which end", async () => {
    const empty = inUse();
    const size = 2 ** 20;
    const state = create();
    await state.write({ weights: { shape: [size], values: new Float32Array(size).fill(1) } });
    const step = await state.compile(decayOf(size));
    const runs = Array.from({ length: 4 }, async () => {
      const loss = new Float32Array(1);
      await step.run({ rate: Float32Array.of(0) }, { loss });
      return loss[0];
    });
    const weights = read(state, "weights");
    state.dispose();
    expect(await Promise.all(runs)).toEqual([size, size, size, size]);
    expect((await weights).length).toBe(size);
    expect(inUse()).toEqual(empty);
  });

  it("repeats to the byte", async () => {
    const size = 96;
    const entries = Float32Array.from({ length: size * size }, (_, index) => Math.sin(index));
    const result = async (): Promise<Float32Array | undefined> => {
      const state = create();
      await state.write({ weights: { shape: [size, size], values: entries } });
      const step = await state.compile({
        step: ({ w = zero() }) => ({ w: tf.div(tf.matMul(w, w), tf.add(tf.sum(tf.abs(w)), 1)) }),
        inputs: { w: float(size, size) },
        state: { w: whole("weights", size, size) },
      });
      for (let run = 0; run < 3; run++) void step.run({}, {});
      const { weights } = await state.read(["weights"]);
      state.dispose();
      return weights?.values;
    };
    const first = await result();
    expect(first?.some((value) => value !== 0)).toBe(true);
    expect(await result()).toEqual(first);
  });

  it("says where the device has no room for a run", async () => {
    const size = 2 ** 46;
    const client = clientOf(xlaPlugin ?? "");
    const text = `module @huge {
      func.func public @main(%a: tensor<1xf32> {tf.aliasing_output = 0 : i32}) -> (tensor<1xf32>, tensor<${size}xf32>) {
        %b = stablehlo.broadcast_in_dim %a, dims = [0] : (tensor<1xf32>) -> tensor<${size}xf32>
        %c = stablehlo.add %a, %a : tensor<1xf32>
        return %c, %b : tensor<1xf32>, tensor<${size}xf32>
      }
    }`;
    const array = { name: "weights", shape: [1] };
    const results = [
      { kind: "state", array },
      { kind: "state", array: { name: "huge", shape: [size] } },
    ] as const;
    const module = { text, parameters: [{ kind: "state", array }], results } as const;
    const state = createState({
      client,
      capacity: undefined,
      load: async (definition) => {
        const program = await client.compile(text, compileOptions({}));
        return loadStep(client, program, { recorded: recordStep(definition), module });
      },
    });
    await state.write({ weights: values([1], 1) });
    const step = await state.compile({ step: () => ({}), inputs: {}, state: {} });
    const error: unknown = await step.run({}, {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(
      /the device has no room to run a step: make batchSize or maxLength smaller.*It says: /,
    );
    // The plugin gave up what was to be written over, and reading says so.
    await expect(read(state, "weights")).rejects.toThrow("deleted or donated");
    state.dispose();
  });
});
