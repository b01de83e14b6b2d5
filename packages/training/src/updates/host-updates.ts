import { type HostArrays, type RunnableStep } from "@dalmeum/contracts";
import { lazySteps } from "../inputs/lazy-steps.ts";
import { joinRows, rowCapacity } from "../state/lookup-rows.ts";
import type { DrawOffset } from "../state/noise-pool.ts";
import type { TrainingState } from "../state/training-state.ts";
import { gradientStep } from "../steps/gradient-step.ts";
import { createUpdater } from "./updater.ts";
import type { UpdatesOptions } from "../trainer-options.ts";
import { isFiniteUpdate, type PreparedBatch, type Updates } from "./updates.ts";

/** Updates of a state in host memory: gradients by steps of the engine, the sum of several outside of it. */
export function hostUpdates(state: TrainingState, options: UpdatesOptions): Updates {
  const { model, input, techniques = [], batchSize, engine, noise } = options;
  const rates = new Map<string, number>();
  const gradient = gradientStep({
    ...options,
    techniques,
    declareNoise: (declareInput, { name, shape, rate }) => {
      rates.set(name, rate);
      return declareInput(name, { shape, dtype: "float32" });
    },
  });
  const updater = createUpdater(options);
  /** Places that a batch computes. */
  const computed = (length: number, tokens?: number): number =>
    tokens !== undefined && input.packs ? tokens : batchSize * model.sequencesPerPair * length;
  const gradientSteps = lazySteps(engine, (...size) => ({
    step: gradient.step,
    inputs: { ...gradient.signature(...size), ...state.gradientSignature(computed(...size)) },
  }));
  const noiseInputs = ({ inputs }: RunnableStep, draw: DrawOffset): HostArrays =>
    Object.fromEntries(
      [...rates].map(([name, rate]) => {
        const size = inputs[name]?.shape.reduce((product, dimension) => product * dimension, 1) ?? 0;
        const offset = draw(size, rate);
        return [name, noise.poolOf(size, rate).values.subarray(offset, offset + size)];
      }),
    );
  /** The gradients, into the state, and the loss. */
  const runGradient = async ({ length, tokens, rows, arrays }: PreparedBatch, draw: DrawOffset): Promise<number> => {
    const loss = new Float32Array(1);
    const step = await gradientSteps.at(length, tokens);
    const { inputs, outputs } = state.bindGradient(rows, computed(length, tokens));
    await step.run({ ...arrays, ...noiseInputs(step, draw), ...inputs }, { ...outputs, loss });
    return loss[0] ?? NaN;
  };
  return {
    run: async (batches, position) => {
      const pairs = batches.reduce((sum, batch) => sum + batch.pairs, 0);
      const { rows, places } = joinRows(batches.map((batch) => batch.rows));
      const capacity = rowCapacity(rows.length);
      const draw = noise.ofUpdate(position.step);
      let loss = 0;
      for (const [index, batch] of batches.entries()) {
        const share = batch.pairs / pairs;
        loss += share * (await runGradient(batch, draw));
        if (batches.length > 1) state.accumulate(share, places[index] ?? new Int32Array(), capacity);
      }
      const pieces = state.pieces(rows, capacity);
      const gradientNorm = await updater.gradientNorm(pieces);
      const tokens = batches.reduce((sum, batch) => sum + computed(batch.length, batch.tokens), 0);
      const result = { loss, gradientNorm, tokens };
      if (isFiniteUpdate(result)) {
        await updater.update(pieces, { ...position, gradientNorm });
        state.commit(rows);
      }
      return [result];
    },
    settle: () => Promise.resolve([]),
    parameters: () => Promise.resolve(state.parameters()),
    values: () => Promise.resolve(state.values()),
    restore: (values) => {
      state.restore(values);
      return Promise.resolve();
    },
    endProfile: async () => ({
      gradient: (await gradientSteps.endProfile?.()) ?? [],
      update: (await updater.endProfile?.()) ?? [],
    }),
    dispose: async () => {
      for (const each of [gradientSteps, updater]) await each.dispose();
    },
  };
}
