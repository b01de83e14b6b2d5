import type { Optimizer, OptimizerSlots, Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { cpuBackend } from "./cpu-backend.ts";
import { expectFinite } from "./expectations.ts";
import { itDescribesItself } from "./it-describes-itself.ts";
import { expectNoReadback } from "./readback.ts";

/** Names as Hugging Face gives them, so that rules on names (no decay on biases) are met. */
const shapes: Readonly<Record<string, readonly number[]>> = {
  "embeddings.word_embeddings.weight": [6, 3],
  "embeddings.LayerNorm.weight": [3],
  "encoder.layer.0.attention.self.query.weight": [3, 3],
  "encoder.layer.0.attention.self.query.bias": [3],
};

/** Registers the tests that every optimizer must pass. */
export function describeOptimizer(name: string, makeOptimizer: () => Optimizer): void {
  describe(`${name} keeps the contract of optimizers`, () => {
    beforeAll(cpuBackend);

    itDescribesItself(name, makeOptimizer);

    it("keeps names and shapes, and the slots it declares", () => {
      tf.tidy(() => {
        const optimizer = makeOptimizer();
        const start = startOf(optimizer);
        const next = update(optimizer, start, filled(0.3));
        expect(shapesOf(next.parameters)).toEqual(shapes);
        expect(Object.keys(next.slots).toSorted()).toEqual(optimizer.slots.toSorted());
        for (const slot of Object.values(next.slots)) expect(shapesOf(slot)).toEqual(shapes);
      });
    });

    it("leaves what comes in as it is, and reads nothing back", () => {
      tf.tidy(() => {
        const optimizer = makeOptimizer();
        const [start, gradients] = [startOf(optimizer), filled(0.3)];
        const before = [valuesOf(start.parameters), valuesOf(gradients), ...Object.values(start.slots).map(valuesOf)];
        expectNoReadback(() => {
          update(optimizer, start, gradients);
        });
        const after = [valuesOf(start.parameters), valuesOf(gradients), ...Object.values(start.slots).map(valuesOf)];
        expect(after).toEqual(before);
      });
    });

    it("moves no parameter at learning rate 0, and every one against its gradient otherwise", () => {
      tf.tidy(() => {
        const optimizer = makeOptimizer();
        const start = startOf(optimizer);
        const still = update(optimizer, start, filled(0.3), { learningRate: 0 });
        expect(valuesOf(still.parameters)).toEqual(valuesOf(start.parameters));
        const zero: State = { parameters: filled(0), slots: start.slots };
        for (const values of Object.values(valuesOf(update(optimizer, zero, filled(0.3)).parameters))) {
          for (const value of values) expect(value).toBeLessThan(0);
        }
      });
    });

    it("scales gradients as if they had come scaled", () => {
      tf.tidy(() => {
        const optimizer = makeOptimizer();
        const [start, gradients] = [startOf(optimizer), startOf(optimizer, 7).parameters];
        const scaled = mapTensors(gradients, (tensor) => tf.mul(tensor, 0.25));
        const expected = valuesOf(update(optimizer, start, scaled).parameters);
        const found = valuesOf(update(optimizer, start, gradients, { gradientScale: 0.25 }).parameters);
        for (const [name, values] of Object.entries(expected)) {
          for (const [index, value] of values.entries()) expect(found[name]?.[index]).toBeCloseTo(value, 5);
        }
      });
    });

    it("updates some rows of a table as it updates the whole table", () => {
      tf.tidy(() => {
        const optimizer = makeOptimizer();
        const rows = tf.tensor1d([4, 1], "int32");
        const gatherRows = (tensors: Tensors): Tensors =>
          mapTensors(tensors, (tensor) => (tensor.shape[0] === 6 ? tf.gather(tensor, rows) : tensor));
        expectSameUpdates(optimizer, gatherRows);
      });
    });

    it("updates the parameters of a group end to end as it updates each", () => {
      tf.tidy(() => {
        const optimizer = makeOptimizer();
        const groups = new Map<string, string[]>();
        for (const name of Object.keys(shapes)) {
          const group = optimizer.groupOf(name);
          groups.set(group, [...(groups.get(group) ?? []), name]);
        }
        const joined = (tensors: Tensors): Tensors =>
          Object.fromEntries(
            [...groups.values()].flatMap((names) => {
              const flat = tf.concat(names.flatMap((name) => (tensors[name] ? [tf.reshape(tensors[name], [-1])] : [])));
              return names.slice(-1).map((last) => [last, flat]);
            }),
          );
        expectSameUpdates(optimizer, joined);
      });
    });

    it("descends a quadratic", () => {
      tf.tidy(() => {
        const optimizer = makeOptimizer();
        let state = startOf(optimizer);
        const initial = sumOfSquares(state.parameters);
        for (let step = 1; step <= 100; step++) {
          const current = state;
          state = tf.tidy(() => {
            const gradients = mapTensors(current.parameters, (tensor) => tf.mul(tensor, 2));
            return update(optimizer, current, gradients, { step, learningRate: 0.01 });
          });
        }
        expect(sumOfSquares(state.parameters)).toBeLessThan(0.9 * initial);
      });
    });

    it.each([0, 1e18, -1e18])("stays finite with gradients of %d", (gradient) => {
      tf.tidy(() => {
        const optimizer = makeOptimizer();
        let state = startOf(optimizer);
        for (const step of [1, 2, 100_000]) {
          state = update(optimizer, state, filled(gradient), { step });
          for (const [parameter, values] of Object.entries(valuesOf(state.parameters))) {
            expectFinite(parameter, values, `  step ${step}, gradients of ${gradient}`);
          }
        }
      });
    });
  });
}

type State = ReturnType<Optimizer["update"]>;

function update(
  optimizer: Optimizer,
  state: State,
  gradients: Tensors,
  { step = 1, learningRate = 0.1, gradientScale = 1 } = {},
): State {
  const position = {
    step: tf.scalar(step),
    learningRate: tf.scalar(learningRate),
    gradientScale: tf.scalar(gradientScale),
  };
  return optimizer.update(state.parameters, gradients, state.slots, position);
}

/** Rearranging everything and then updating gives what updating and then rearranging gives, three times over. */
function expectSameUpdates(optimizer: Optimizer, rearrange: (tensors: Tensors) => Tensors): void {
  const rearranged = ({ parameters, slots }: State): State => ({
    parameters: rearrange(parameters),
    slots: mapSlots(slots, rearrange),
  });
  const gradients = startOf(optimizer, 7).parameters;
  let plain = startOf(optimizer);
  let found = rearranged(plain);
  for (let step = 1; step <= 3; step++) {
    plain = update(optimizer, plain, gradients, { step });
    found = update(optimizer, found, rearrange(gradients), { step });
  }
  const expected = rearranged(plain);
  expect(valuesOf(found.parameters)).toEqual(valuesOf(expected.parameters));
  expect(Object.values(found.slots).map(valuesOf)).toEqual(Object.values(expected.slots).map(valuesOf));
}

/** Parameters between -1 and 1, all slots zero. */
function startOf(optimizer: Optimizer, phase = 0): State {
  const parameters = fromShapes((shape) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, (_, index) => Math.sin(index + phase + 1)),
      [...shape],
    );
  });
  return { parameters, slots: Object.fromEntries(optimizer.slots.map((slot) => [slot, filled(0)])) };
}

function filled(value: number): Tensors {
  return fromShapes((shape) => tf.fill([...shape], value));
}

function fromShapes(make: (shape: readonly number[]) => tf.Tensor): Tensors {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, make(shape)]));
}

function mapTensors(tensors: Tensors, change: (tensor: tf.Tensor) => tf.Tensor): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}

function mapSlots(slots: OptimizerSlots, change: (tensors: Tensors) => Tensors): OptimizerSlots {
  return Object.fromEntries(Object.entries(slots).map(([slot, tensors]) => [slot, change(tensors)]));
}

function shapesOf(tensors: Tensors): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensor.shape]));
}

function valuesOf(tensors: Tensors): Record<string, number[]> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, [...tensor.dataSync()]]));
}

function sumOfSquares(tensors: Tensors): number {
  return Object.values(valuesOf(tensors))
    .flat()
    .reduce((sum, value) => sum + value * value, 0);
}
