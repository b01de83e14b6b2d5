import * as tf from "@tensorflow/tfjs-core";
import type { ModelDefinition } from "@dalmeum/contracts";
import { defineModel } from "./define-model.ts";
import type { Heads, SentenceVectors } from "./heads/head.ts";
import type { Pooling } from "./pool.ts";

export interface BiEncoderOptions {
  /** Folder of config.json, model.safetensors and tokenizer.json, relative to the workspace root. */
  readonly checkpoint: string;
  readonly pooling: Pooling;
  /** Put before each sentence, e.g. "query: " for E5. Default none. */
  readonly prefix?: string;
  readonly heads: Heads<SentenceVectors>;
}

/**
 * Each sentence in a sequence of its own; heads compare the two pooled vectors. Reimers and Gurevych 2019,
 * arXiv:1908.10084.
 */
export function biEncoder({ checkpoint, pooling, prefix = "", heads }: BiEncoderOptions): ModelDefinition {
  return defineModel<SentenceVectors>({
    name: "biEncoder",
    checkpoint,
    pooling,
    heads,
    options: { prefix },
    sequencesPerPair: 2,
    encode: (tokenizer, { sentence1, sentence2 }, maxLength) =>
      [sentence1, sentence2].map((sentence) => tokenizer.encodeSingle(prefix + sentence, maxLength)),
    split: (pooled) => {
      const [rows, hidden] = pooled.shape;
      if (rows % 2 !== 0) throw new Error(`biEncoder: ${rows} sequences, expected two a pair`);
      const pairs = rows / 2;
      return {
        sentence1: tf.slice(pooled, [0, 0], [pairs, hidden]),
        sentence2: tf.slice(pooled, [pairs, 0], [pairs, hidden]),
      };
    },
  });
}
