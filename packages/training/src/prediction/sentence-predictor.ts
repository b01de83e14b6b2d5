import type { CompiledStep, CompiledSteps, HostArrays, NamedValues } from "@dalmeum/contracts";
import { encodePairs } from "../batches/encoded-pair.ts";
import { chunks } from "../batches/like-length-batches.ts";
import { lengthsToPredict } from "../batches/padded-length.ts";
import { parameterInputs } from "../state/keys.ts";
import { headsStep, sentenceStep } from "../steps/prediction-steps.ts";
import { distinctSequences } from "./distinct-sequences.ts";
import { meanOfHalves } from "./mean-of-halves.ts";
import { oncePerSet, type Predictor, type PredictorSettings, withoutParameters } from "./predictor.ts";
import { type BatchItem, type Outputs, runBatches } from "./run-batches.ts";

/** What is compiled, and its parameters as they are now. */
interface Current {
  readonly steps: Promise<CompiledSteps>;
  readonly held: HostArrays;
  readonly ofHeads: NamedValues;
}

/**
 * Of a model that reads each sentence in a sequence of its own: each distinct sentence of a set is encoded once and at its own
 * length, in whichever pairs and order it stands, and heads see the vectors of every pair.
 */
export function sentencePredictor({ model, engine, batchSize, signal, ...options }: PredictorSettings): Predictor {
  const { maxLength, symmetric = false } = options;
  const padTo = lengthsToPredict(engine, maxLength);
  const rows = 2 * batchSize;
  const readingOf = oncePerSet((pairs) => {
    const { sequences, places } = distinctSequences(encodePairs(model, pairs, maxLength));
    return { sequences, places: symmetric ? [...places, ...places.map((pair) => pair.toReversed())] : places };
  });
  let current: Current | undefined;
  let heads: Promise<CompiledStep> | undefined;

  const encode = async (
    { steps, held }: Current,
    items: readonly BatchItem[],
    onProgress: (done: number, total: number) => void,
  ): Promise<Float32Array> => {
    const { vectors } = await runBatches(await steps, {
      ...{ model: { ...model, sequencesPerPair: 1 }, items, batchSize: rows, padTo, held, signal, onProgress },
    });
    return vectors ?? new Float32Array();
  };

  return {
    set: async (parameters) => {
      const [ofHeads, ofEncoder] = parted(parameters, (name) => model.scoreReads(name));
      const steps =
        current?.steps ?? engine.compileLengths((length) => sentenceStep(model, ofEncoder, { rows, length }));
      current = { steps, held: parameterInputs(ofEncoder), ofHeads };
      await (await steps).hold?.(current.held);
    },
    predict: async (pairs, onProgress) => {
      const set = current ?? withoutParameters();
      const { sequences, places } = readingOf(pairs);
      if (pairs.length === 0) return {};
      const vectors = await encode(set, sequences, (done, total) =>
        onProgress?.(Math.floor((done / total) * pairs.length), pairs.length),
      );
      const width = vectors.length / sequences.length;
      const step = await (heads ??= compileHeads(set.ofHeads, width));
      const outputs = await scoreVectors(step, {
        vectors,
        width,
        places,
        batchSize,
        held: parameterInputs(set.ofHeads),
      });
      return symmetric ? meanOfHalves(outputs) : outputs;
    },
    dispose: async () => {
      await (await current?.steps)?.dispose();
      await (await heads)?.dispose();
    },
  };

  function compileHeads(parameters: NamedValues, width: number): Promise<CompiledStep> {
    const { step, inputs } = headsStep(model, parameters, { pairs: batchSize, width });
    return engine.compile(step, inputs);
  }
}

interface VectorPairs {
  /** [N, H], end to end. */
  readonly vectors: Float32Array;
  /** H. */
  readonly width: number;
  /** Of the sentences of each pair. */
  readonly places: readonly (readonly number[])[];
  /** Pairs that the step computes. */
  readonly batchSize: number;
  readonly held: HostArrays;
}

async function scoreVectors(
  step: CompiledStep,
  { vectors, width, places, batchSize, held }: VectorPairs,
): Promise<Outputs> {
  const results = Object.fromEntries(Object.keys(step.outputs).map((name) => [name, new Float32Array(places.length)]));
  const input = new Float32Array(2 * batchSize * width);
  for (const [batch, of] of chunks(places, batchSize).entries()) {
    for (const [row, pair] of of.entries()) {
      for (const [side, place] of pair.entries()) {
        input.set(vectors.subarray(place * width, (place + 1) * width), (side * batchSize + row) * width);
      }
    }
    const outputs = Object.fromEntries(Object.keys(results).map((name) => [name, new Float32Array(batchSize)]));
    await step.run({ vectors: input, ...held }, outputs);
    for (const [name, output] of Object.entries(outputs)) {
      results[name]?.set(output.subarray(0, of.length), batch * batchSize);
    }
  }
  return results;
}

/** Those that are and those that are not. */
function parted(values: NamedValues, is: (name: string) => boolean): readonly [NamedValues, NamedValues] {
  const of = (wanted: boolean): NamedValues =>
    Object.fromEntries(Object.entries(values).filter(([name]) => is(name) === wanted));
  return [of(true), of(false)];
}
