import type { ModelDefinition } from "@dalmeum/contracts";
import type { SentenceTemplate } from "@dalmeum/tokenizers";
import { defineModel } from "./define-model.ts";
import type { Heads, PairVectors } from "./heads/head.ts";
import type { Pooling } from "./pooling/pool.ts";

export interface CrossEncoderOptions {
  /** Folder of the checkpoint's files, relative to the workspace root. */
  readonly checkpoint: string;
  readonly pooling: Pooling;
  /** Text around the first and around the second sentence. Default the sentences alone. */
  readonly templates?: readonly [SentenceTemplate, SentenceTemplate];
  /** Every source that pairs come from, to tell it by a token of its own; by none where absent. */
  readonly sources?: readonly string[];
  readonly heads: Heads<PairVectors>;
}

/**
 * Both sentences in one sequence by the tokenizer's pair template; heads read its pooled vector.
 * @throws UserError where a template lacks the sentence.
 */
export function crossEncoder({
  checkpoint,
  pooling,
  templates = ["{sentence}", "{sentence}"],
  sources = [],
  heads,
}: CrossEncoderOptions): ModelDefinition {
  return defineModel<PairVectors>({
    name: "crossEncoder",
    checkpoint,
    pooling,
    sources,
    heads,
    options: { templates: [...templates] },
    sequencesPerPair: 1,
    templates,
    split: (pair) => ({ pair }),
  });
}
