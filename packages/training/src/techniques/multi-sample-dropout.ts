import { type Technique, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

export interface MultiSampleDropoutOptions {
  /** Samples of each vector, an integer from 1 on; 1 is ordinary dropout before the heads. */
  readonly samples: number;
  /** Share of a vector's entries that is dropped, above 0 and below 1. */
  readonly rate: number;
}

/**
 * Dropout between encoder and heads, several samples of it: the encoder runs once, the heads K times on its vectors with
 * entries dropped anew, and the loss is the mean of the K losses. Costs next to nothing; evaluation drops nothing.
 * @throws UserError where an option is out of range.
 * @see Inoue 2019, arXiv:1905.09788.
 */
export function multiSampleDropout({ samples, rate }: MultiSampleDropoutOptions): Technique {
  if (!Number.isSafeInteger(samples) || samples < 1) {
    throw new UserError(`multiSampleDropout: found ${samples} samples, expected an integer from 1 on`);
  }
  if (!(rate > 0 && rate < 1)) {
    throw new UserError(`multiSampleDropout: found rate ${rate}, expected above 0 and below 1`);
  }
  return {
    name: "multiSampleDropout",
    options: { samples, rate },
    score:
      (next, { noise }) =>
      (parameters, vectors) => {
        const results = Array.from({ length: samples }, () =>
          next(parameters, tf.mul<tf.Tensor2D>(vectors, noise(vectors.shape, rate))),
        );
        const mean = <T extends tf.Tensor>(tensors: readonly T[]): T => tf.div<T>(tf.addN([...tensors]), samples);
        const heads = Object.keys(results[0]?.outputs ?? {});
        return {
          loss: mean(results.map(({ loss }) => loss)),
          outputs: Object.fromEntries(
            heads.map((head) => [head, mean(results.flatMap(({ outputs }) => outputs[head] ?? []))]),
          ),
        };
      },
  };
}
