import type { ModelDefinition } from "@dalmeum/contracts";
import { defineModel } from "./define-model.ts";
import type { Heads, PairVectors } from "./heads/head.ts";
import type { Pooling } from "./pool.ts";

export interface CrossEncoderOptions {
  /** Folder of config.json, model.safetensors and tokenizer.json, relative to the workspace root. */
  readonly checkpoint: string;
  readonly pooling: Pooling;
  readonly heads: Heads<PairVectors>;
}

/** Both sentences in one sequence by the tokenizer's pair template; heads read its pooled vector. */
export function crossEncoder({ checkpoint, pooling, heads }: CrossEncoderOptions): ModelDefinition {
  return defineModel<PairVectors>({
    name: "crossEncoder",
    checkpoint,
    pooling,
    heads,
    options: {},
    sequencesPerPair: 1,
    encode: (tokenizer, { sentence1, sentence2 }, maxLength) => [tokenizer.encodePair(sentence1, sentence2, maxLength)],
    split: (pair) => ({ pair }),
  });
}
