import { join } from "node:path";
import { type TokenSequence, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import type { EncoderConfig } from "../checkpoint/encoder-config.ts";
import { readJson } from "../checkpoint/read-json.ts";
import { createTextTokenizer } from "./create-text-tokenizer.ts";
import { readTemplates, templateProcessingSchema } from "./template.ts";
import { truncatePair } from "./truncate-pair.ts";

/**
 * Text to token ids, special tokens included. Ids `before` are put before the text, or before the first one, and count as
 * tokens of it.
 */
export interface SentenceTokenizer {
  /** One text, cut at its end to `maxLength` tokens. */
  encodeSingle(text: string, maxLength: number, before?: readonly number[]): TokenSequence;
  /** Two texts in one sequence by the tokenizer's pair template, the longer one cut first to `maxLength` tokens. */
  encodePair(text1: string, text2: string, maxLength: number, before?: readonly number[]): TokenSequence;
}

const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int().min(0), content: z.string() })),
  post_processor: templateProcessingSchema,
  model: z
    .looseObject({ type: z.string() })
    .refine((model) => typeof (model.unk_id ?? model.unk_token) !== "undefined", "names no unknown token"),
});

/** What a tokenizer must fit. */
export type TokenizerLimits = Pick<EncoderConfig, "vocabSize" | "typeVocabSize" | "maxLength">;

/**
 * Read a checkpoint's tokenizer.json (@huggingface/tokenizers 0.2).
 * @param root the workspace root, absolute.
 * @param checkpoint folder, relative to the root.
 * @throws UserError where the file is missing, unsupported, or has ids that the encoder has no embedding for.
 */
export function loadTokenizer(root: string, checkpoint: string, config: TokenizerLimits): SentenceTokenizer {
  const path = join(root, checkpoint, "tokenizer.json");
  const json = readJson(path, tokenizerSchema);
  const { largestId, encode } = createTextTokenizer(path, json);
  const { single, pair } = readTemplates(json.post_processor);
  const specialIds = [single, pair].flatMap((template) => template.fill({ A: [], B: [] }).inputIds);
  const largest = Math.max(largestId, ...specialIds);
  if (largest >= config.vocabSize) {
    throw new UserError(
      `${path}: has token id ${largest}, expected ids below vocab_size ${config.vocabSize} of config.json`,
    );
  }
  const roomFor = (maxLength: number, least: number, special: number): number => {
    if (Number.isInteger(maxLength) && maxLength >= least && maxLength <= config.maxLength) return maxLength - special;
    throw new UserError(`maxLength is ${maxLength}, expected a whole number ${least} .. ${config.maxLength}`);
  };
  return {
    encodeSingle: (text, maxLength, before = []) => {
      const room = roomFor(maxLength, single.specialTokens + before.length + 1, single.specialTokens);
      return single.fill({ A: [...before, ...encode(text)].slice(0, room), B: [] });
    },
    encodePair: (text1, text2, maxLength, before = []) => {
      const room = roomFor(maxLength, pair.specialTokens + 2 * (before.length + 1), pair.specialTokens);
      const [ids1, ids2] = [[...before, ...encode(text1)], encode(text2)];
      const [kept1, kept2] = truncatePair(ids1.length, ids2.length, room);
      return pair.fill({ A: ids1.slice(0, kept1), B: ids2.slice(0, kept2) });
    },
  };
}
