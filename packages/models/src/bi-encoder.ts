import * as tf from "@tensorflow/tfjs-core";
import type { ModelDefinition } from "@dalmeum/contracts";
import type { SentenceTemplate } from "@dalmeum/tokenizers";
import { defineModel } from "./define-model.ts";
import type { Heads, SentenceVectors } from "./heads/head.ts";
import type { Pooling } from "./pooling/pool.ts";

export interface BiEncoderOptions {
  /** Folder of the checkpoint's files, relative to the workspace root. */
  readonly checkpoint: string;
  readonly pooling: Pooling;
  /** Text around each sentence, e.g. "query: {sentence}" for E5. Default the sentence alone. */
  readonly template?: SentenceTemplate;
  /** Every source that pairs come from, to tell it by a token of its own; by none where absent. */
  readonly sources?: readonly string[];
  readonly heads: Heads<SentenceVectors>;
}

/**
 * Each sentence in a sequence of its own; heads compare the two pooled vectors. Reimers and Gurevych 2019,
 * arXiv:1908.10084.
 * @throws UserError where the template lacks the sentence.
 */
export function biEncoder({
  checkpoint,
  pooling,
  template = "{sentence}",
  sources = [],
  heads,
}: BiEncoderOptions): ModelDefinition {
  return defineModel<SentenceVectors>({
    name: "biEncoder",
    checkpoint,
    pooling,
    sources,
    heads,
    options: { template },
    sequencesPerPair: 2,
    templates: [template, template],
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
