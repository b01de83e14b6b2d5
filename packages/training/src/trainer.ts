import type {
  CompiledSteps,
  Engine,
  HostArrays,
  Model,
  NamedValues,
  Objective,
  Optimizer,
  Rng,
  RunnableStep,
  ScoredPair,
} from "@dalmeum/contracts";
import type { EncodedPair } from "./batches/encoded-pair.ts";
import { labelBatch } from "./batches/label-batch.ts";
import { padBatch } from "./batches/pad-batch.ts";
import { paddedLength } from "./batches/padded-length.ts";
import { distinctRows } from "./state/lookup-rows.ts";
import { createNoisePool } from "./state/noise-pool.ts";
import { createTrainingState } from "./state/training-state.ts";
import { trainingStep } from "./steps/training-step.ts";

export interface TrainerOptions {
  readonly model: Model;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  /** Pairs a step computes; smaller batches are padded with rows of weight 0. */
  readonly batchSize: number;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  /** Largest norm of all gradients together. */
  readonly clipNorm: number;
  readonly engine: Engine;
  /** Heads' starting values and dropout follow from it alone. */
  readonly rng: Rng;
}

/** What one update did. */
export interface UpdateResult {
  readonly loss: number;
  /** Norm of all gradients together, before clipping. */
  readonly gradientNorm: number;
  /** Tokens computed, padding included. */
  readonly tokens: number;
}

/** A model in training: its state, and its step for every padded length. */
export interface Trainer {
  /** @param step updates so far, this one included. */
  update(batch: readonly EncodedPair<ScoredPair>[], step: number, learningRate: number): Promise<UpdateResult>;
  /** The parameters as they are, as copies. */
  parameters(): NamedValues;
  dispose(): Promise<void>;
}

export function createTrainer(options: TrainerOptions): Trainer {
  const { model, optimizer, batchSize, maxLength, engine, rng } = options;
  const initial = model.init(rng.fork("init"));
  const state = createTrainingState(initial, model.lookupTables, optimizer.slots);
  const noise = createNoisePool(rng.fork("noise"));
  const definition = trainingStep({ ...options, parameterNames: Object.keys(initial) });
  const tokensOf = (length: number): number => batchSize * model.sequencesPerPair * length;
  let steps: CompiledSteps | undefined;

  const compile = (): Promise<CompiledSteps> =>
    engine.compileLengths((length) => ({
      step: definition.step,
      inputs: { ...definition.signature(length), ...state.signature(tokensOf(length)) },
    }));

  const noiseInputs = ({ inputs }: RunnableStep): HostArrays =>
    Object.fromEntries(
      [...definition.noiseRates].map(([name, rate]) => {
        const size = inputs[name]?.shape.reduce((product, dimension) => product * dimension, 1) ?? 0;
        return [name, noise.draw(size, rate)];
      }),
    );

  return {
    update: async (batch, step, learningRate) => {
      const length = paddedLength(Math.max(...batch.map((encoded) => encoded.length)), maxLength);
      steps ??= await compile();
      const current = await steps.at(length);
      const padded = padBatch(model, batch, { pairs: batchSize, length });
      const { rows, local } = distinctRows(padded.inputIds);
      const bound = state.bind(rows, local.length);
      const inputs = {
        ...padded,
        ...labelBatch(
          batch.map(({ pair }) => pair),
          batchSize,
        ),
        ...noiseInputs(current),
        ...bound.inputs,
        inputIds: local,
        step: Float32Array.of(step),
        learningRate: Float32Array.of(learningRate),
      };
      const loss = new Float32Array(1);
      const gradientNorm = new Float32Array(1);
      await current.run(inputs, { ...bound.outputs, loss, gradientNorm });
      state.commit(rows);
      return { loss: loss[0] ?? NaN, gradientNorm: gradientNorm[0] ?? NaN, tokens: local.length };
    },
    parameters: () => state.parameters(),
    dispose: async () => {
      await steps?.dispose();
    },
  };
}
