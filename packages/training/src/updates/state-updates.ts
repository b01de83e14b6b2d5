import type { EngineState, HostArrays, NamedValues, TensorValues } from "@dalmeum/contracts";
import { parameterKey, slotKey, sumKey } from "../state/keys.ts";
import { joinRows, rowCapacity } from "../state/lookup-rows.ts";
import { ALIVE, LOSS_SUM, SHARE, stateSteps } from "../steps/state-steps.ts";
import { planMemory, type StateUpdatesOptions } from "./plan-memory.ts";
import { type ProgramsBySize, type StateProgram, statePrograms } from "./state-programs.ts";
import { stateMean } from "./state-mean.ts";
import type { PreparedBatch, UpdateResult, Updates } from "./updates.ts";
import { zeros } from "./zeros.ts";

/**
 * Updates of a state that lies with the engine: one step an update, in place. What an update did is read when the next is
 * under way, so that the engine never waits.
 * @param initial trained parameters at the start; not kept.
 */
export async function stateUpdates(
  state: EngineState,
  initial: NamedValues,
  options: StateUpdatesOptions,
): Promise<Updates> {
  const { model, batchSize, noise, optimizer, parameterNames: names, shapes } = options;
  const programs = statePrograms(state, stateSteps(options), noise);
  const parameters = names.map((name) => [parameterKey(name), name] as const);
  const slots = names.flatMap((name) => optimizer.slots.map((slot) => [slotKey(slot, name), name] as const));
  const zerosLike = (name: string): TensorValues => zeros(shapes[name] ?? []);
  // One array after the other, so that the host holds one of them at a time.
  const write = async (entries: Iterable<readonly [key: string, values: () => TensorValues]>): Promise<void> => {
    for (const [key, values] of entries) await state.write({ [key]: values() });
  };
  const writeAlive = (): Promise<void> => state.write({ [ALIVE]: { shape: [], values: Float32Array.of(1) } });
  await write(Object.entries(initial).map(([name, values]) => [parameterKey(name), () => values]));
  await write(slots.map(([key, name]) => [key, () => zerosLike(name)]));
  await writeAlive();

  /** The steps that read batches, in an update from so many. */
  const programsFor = (batches: number): ProgramsBySize => (batches > 1 ? programs.add : programs.update);
  // Made when an update first has several batches: they take as much memory as the gradients.
  let summing: Promise<void> | undefined;
  const makeSums = (): Promise<void> =>
    (summing ??= write([
      [LOSS_SUM, () => zeros([])],
      ...names.map((name) => [sumKey(name), () => zerosLike(name)] as const),
    ]));

  /** The update's last step, and what it reads of the batches. */
  const lastStep = async (
    batches: readonly PreparedBatch[],
    draw: ReturnType<typeof noise.ofUpdate>,
  ): Promise<{ readonly program: StateProgram; readonly rows: readonly number[]; readonly arrays: HostArrays }> => {
    const [first, ...others] = batches;
    if (first && others.length === 0) return { ...first, program: await programs.update(first.length) };
    await makeSums();
    const pairs = batches.reduce((sum, batch) => sum + batch.pairs, 0);
    for (const { length, rows, arrays, pairs: own } of batches) {
      const program = await programs.add(length);
      await program.run(rows, { ...arrays, [SHARE]: Float32Array.of(own / pairs) }, {}, draw);
    }
    const { rows } = joinRows(batches.map((batch) => batch.rows));
    return { program: await programs.apply(rowCapacity(rows.length)), rows, arrays: {} };
  };

  let disposed = false;
  /** Shapes of what each averages. */
  const means: Readonly<Record<string, readonly number[]>>[] = [];
  let late: Promise<UpdateResult> | undefined;
  /** What was read since the last update. */
  let read: Promise<NamedValues> | undefined;
  const settle = async (): Promise<readonly UpdateResult[]> => {
    const known = late;
    late = undefined;
    return known ? [await known] : [];
  };
  return {
    run: async (batches, { step, learningRate }) => {
      const draw = noise.ofUpdate(step);
      const { program, rows, arrays } = await lastStep(batches, draw);
      const inputs = { ...arrays, step: Float32Array.of(step), learningRate: Float32Array.of(learningRate) };
      const [loss, gradientNorm] = [new Float32Array(1), new Float32Array(1)];
      const tokens = batches.reduce((sum, { length }) => sum + batchSize * model.sequencesPerPair * length, 0);
      const written = program.run(rows, inputs, { loss, gradientNorm }, draw);
      const before = late;
      read = undefined;
      late = written.then(() => ({ loss: loss[0] ?? NaN, gradientNorm: gradientNorm[0] ?? NaN, tokens }));
      // Whoever asks for the result gets its error.
      late.catch(() => undefined);
      return before ? [await before] : [];
    },
    settle,
    parameters: () =>
      (read ??= state.read(parameters.map(([key]) => key)).then((values) => renamed(values, parameters))),
    values: () => state.read([...parameters, ...slots].map(([key]) => key)),
    restore: async (values) => {
      for (const [key, name] of [...parameters, ...slots]) {
        const [found, expected] = [values[key]?.values.length, zerosLike(name).values.length];
        if (found !== expected) throw new Error(`"${key}": found ${found ?? "no"} values, expected ${expected}`);
      }
      await write([...parameters, ...slots].map(([key]) => [key, () => values[key] ?? zeros([])]));
      await writeAlive();
      read = undefined;
    },
    createMean: (averaged) => {
      const of = Object.fromEntries(averaged.map((name) => [name, shapes[name] ?? []]));
      means.push(of);
      return stateMean(state, { shapes: of, place: means.length });
    },
    prepare: (lengths, accumulation) => {
      programsFor(accumulation).prepare(lengths, () => !disposed);
    },
    waitsFor: (batches) => !batches.every(({ length }) => programsFor(batches.length).isReady(length)),
    plan: async (length, accumulation) => {
      const { plan, step } = await programsFor(accumulation)(length);
      return planMemory({
        ...{ options, length, accumulation, means, capacity: state.capacity },
        own: { plan, bytes: step.bytes },
        measure: async (smaller) => {
          const compiled = await state.compile(smaller.definition);
          compiled.dispose();
          return compiled.bytes;
        },
      });
    },
    endProfile: () => Promise.resolve({ gradient: [], update: [] }),
    dispose: async () => {
      disposed = true;
      await late?.catch(() => undefined);
      state.dispose();
    },
  };
}

const renamed = (values: NamedValues, names: readonly (readonly [key: string, name: string])[]): NamedValues =>
  Object.fromEntries(
    names.flatMap(([key, name]) => {
      const found = values[key];
      return found ? [[name, found] as const] : [];
    }),
  );
