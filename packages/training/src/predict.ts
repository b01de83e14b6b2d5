import type { CompiledSteps, Engine, Model, NamedValues, SentencePair } from "@dalmeum/contracts";
import { type EncodedPair, encodePairs } from "./batches/encoded-pair.ts";
import { byLength, chunks } from "./batches/like-length-batches.ts";
import { padBatch } from "./batches/pad-batch.ts";
import { paddedLength } from "./batches/padded-length.ts";
import { parameterInputs } from "./state/keys.ts";
import { predictionStep } from "./steps/prediction-step.ts";

export interface PredictorOptions {
  readonly model: Model;
  readonly pairs: readonly SentencePair[];
  /** Pairs a step computes. */
  readonly batchSize?: number;
  /** Tokens a sequence; longer ones are cut. */
  readonly maxLength: number;
  /** Whether a pair's outputs are the mean of both orders of its sentences. Default false. */
  readonly symmetric?: boolean;
  readonly engine: Engine;
  /** Stops between two batches; predicting then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface PredictOptions extends PredictorOptions {
  readonly parameters: NamedValues;
}

/** By head name, one output a pair in the order of the pairs. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/** Scores the same pairs again and again: tokenized once, compiled once. */
export interface Predictor {
  predict(parameters: NamedValues): Promise<Outputs>;
  dispose(): Promise<void>;
}

/** Score pairs once. */
export async function predict({ parameters, ...options }: PredictOptions): Promise<Outputs> {
  const predictor = createPredictor(options);
  try {
    return await predictor.predict(parameters);
  } finally {
    await predictor.dispose();
  }
}

export function createPredictor(options: PredictorOptions): Predictor {
  const { model, pairs, batchSize = 64, maxLength, symmetric = false, engine, signal, onProgress } = options;
  const orders = symmetric ? [pairs, pairs.map(swapped)] : [pairs];
  const encoded = encodePairs(model, orders.flat(), maxLength);
  const lengths = encoded.map(({ length }) => length);
  const heads = Object.keys(model.heads);
  let compiled: Promise<CompiledSteps> | undefined;
  return {
    predict: async (parameters) => {
      const results = Object.fromEntries(heads.map((head) => [head, new Float32Array(encoded.length)]));
      const held = parameterInputs(parameters);
      compiled ??= engine.compileLengths((length) => predictionStep(model, parameters, { pairs: batchSize, length }));
      const steps = await compiled;
      await steps.hold?.(held);
      let done = 0;
      for (const indices of chunks(byLength([...lengths.keys()], lengths), batchSize)) {
        signal?.throwIfAborted();
        const batch: EncodedPair[] = indices.flatMap((index) => encoded[index] ?? []);
        const length = paddedLength(Math.max(...batch.map((pair) => pair.length)), maxLength);
        const step = await steps.at(length);
        const outputs = Object.fromEntries(heads.map((head) => [head, new Float32Array(batchSize)]));
        await step.run({ ...held, ...padBatch(model, batch, { pairs: batchSize, length }) }, outputs);
        for (const [head, output] of Object.entries(outputs)) {
          for (const [row, index] of indices.entries()) results[head]?.fill(output[row] ?? NaN, index, index + 1);
        }
        onProgress?.(Math.floor((done += indices.length) / orders.length), pairs.length);
      }
      return symmetric
        ? Object.fromEntries(Object.entries(results).map(([head, values]) => [head, meanOfHalves(values)]))
        : results;
    },
    dispose: async () => (await compiled)?.dispose(),
  };
}

const swapped = (pair: SentencePair): SentencePair => ({
  ...pair,
  sentence1: pair.sentence2,
  sentence2: pair.sentence1,
});

/** (x_i + x_(i + n / 2)) / 2. */
function meanOfHalves(values: Float32Array): Float32Array {
  const half = values.length / 2;
  return values.slice(0, half).map((value, index) => (value + (values[half + index] ?? NaN)) / 2);
}
