import type { Engine, EngineState, HostArrays, NamedValues, StateInput, TensorSpec } from "@dalmeum/contracts";

/**
 * The engine with a state whose arrays lie in host memory: what the contract of a state means, to hold real ones to. Slow, as
 * all that a step reads is copied.
 */
export function withHostState(engine: Engine, capacity?: number): Engine {
  return { ...engine, mostLengths: 8, createState: () => hostState(engine, capacity) };
}

function hostState(engine: Engine, capacity: number | undefined): EngineState {
  const arrays = new Map<string, NamedValues[string]>();
  const arrayOf = (name: string): NamedValues[string] => {
    const array = arrays.get(name);
    if (!array) throw new Error(`the state has no "${name}"`);
    return array;
  };
  // One run after the other, as the contract says, however they are called.
  let queue: Promise<unknown> = Promise.resolve();
  return {
    capacity,
    write: (given) => {
      for (const [name, { shape, values }] of Object.entries(given))
        arrays.set(name, { shape, values: values.slice() });
      return Promise.resolve();
    },
    read: async (names) => {
      await queue;
      return Object.fromEntries(names.map((name) => [name, structuredClone(arrayOf(name))]));
    },
    compile: async ({ step, inputs, state }) => {
      const taken: Record<string, StateInput> = { ...state };
      const compiled = await engine.compile(
        (given, declareInput) =>
          step(given, (name, spec, declared) => {
            if (declared) taken[name] = declared;
            return declareInput(name, spec);
          }),
        inputs,
      );
      const due = Object.entries(compiled.inputs).filter(([name]) => !(name in taken));
      const given = Object.entries(compiled.outputs).filter(([name]) => !(name in taken));
      return {
        inputs: Object.fromEntries(due),
        outputs: Object.fromEntries(given),
        // Grows with the batch, as the activations do that a real one counts.
        bytes: 4096 * due.reduce((sum, [, { shape }]) => sum + sizeOf(shape), 0),
        run: (feeds, results) => {
          const copied = Object.fromEntries(Object.entries(feeds).map(([name, array]) => [name, array.slice()]));
          const running = queue.then(async () => {
            const read = Object.entries(taken).map(([name, from]) => {
              const spec = compiled.inputs[name];
              if (!spec) throw new Error(`the step has no input "${name}"`);
              return [name, readInput(arrayOf(from.array.name).values, from, spec, copied)] as const;
            });
            const written = Object.entries(compiled.outputs).filter(([name]) => name in taken);
            const room = Object.fromEntries(
              written.map(([name, { shape }]) => [name, new Float32Array(sizeOf(shape))]),
            );
            await compiled.run({ ...copied, ...Object.fromEntries(read) }, { ...results, ...room });
            for (const [name, values] of Object.entries(room)) {
              const from = taken[name];
              if (from) writeOutput(arrayOf(from.array.name).values, from, values, copied);
            }
          });
          queue = running.catch(() => undefined);
          return running;
        },
        dispose: () => void compiled.dispose(),
      };
    },
    dispose: () => {
      arrays.clear();
    },
  };
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, dimension) => size * dimension, 1);

function readInput(array: Float32Array, from: StateInput, { shape }: TensorSpec, feeds: HostArrays): Float32Array {
  if (from.kind === "whole") return array.slice();
  if (from.kind === "window") {
    const start = feeds[from.offset]?.[0] ?? NaN;
    return array.slice(start, start + sizeOf(shape));
  }
  const read = new Float32Array(sizeOf(shape));
  const width = read.length / (shape[0] ?? 1);
  for (const [index, row] of (feeds[from.rows] ?? []).entries()) {
    read.set(array.subarray(row * width, (row + 1) * width), index * width);
  }
  return read;
}

function writeOutput(array: Float32Array, from: StateInput, values: Float32Array, feeds: HostArrays): void {
  if (from.kind === "whole") array.set(values);
  if (from.kind !== "rows") return;
  const rows = feeds[from.rows] ?? new Int32Array();
  const width = values.length / rows.length;
  for (const [index, row] of rows.entries()) {
    if ((row + 1) * width <= array.length) array.set(values.subarray(index * width, (index + 1) * width), row * width);
  }
}
