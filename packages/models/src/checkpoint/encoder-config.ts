import { z } from "zod";
import { readJson } from "./read-json.ts";

/** A BERT's config.json, under Hugging Face's names in camelCase. */
export interface BertConfig {
  readonly modelType: "bert";
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly numHiddenLayers: number;
  readonly numAttentionHeads: number;
  readonly intermediateSize: number;
  readonly maxPositionEmbeddings: number;
  readonly typeVocabSize: number;
  readonly layerNormEps: number;
  readonly hiddenDropoutProb: number;
  readonly attentionProbsDropoutProb: number;
  /** Standard deviation of new parameters, e.g. a head's weight. */
  readonly initializerRange: number;
  readonly padTokenId: number;
  /** How matrices may be packed in model.safetensors. */
  readonly quantMethod: "q4_0" | "none";
}

/** Every config that an encoder here understands. */
export type EncoderConfig = BertConfig;

const found = (supported: string) => ({
  error: (issue: { readonly input?: unknown }) =>
    issue.input === undefined
      ? `missing; expected ${supported}`
      : `found ${JSON.stringify(issue.input)}, supported: ${supported}`,
});
const only = <T extends string | boolean>(value: T) => z.literal(value, found(JSON.stringify(value)));
const count = (most: number) => {
  const expected = found(`a whole number 1 .. ${most}`);
  return z.int(expected).min(1, expected).max(most, expected);
};
const rateExpected = found("a number 0 .. 1, 1 excluded");
const rate = z.number(rateExpected).min(0, rateExpected).lt(1, rateExpected);
const positive = z.number(found("a number above 0")).positive(found("a number above 0"));

const configSchema = z
  .object({
    model_type: only("bert"),
    hidden_act: only("gelu"),
    position_embedding_type: only("absolute").optional(),
    is_decoder: only(false).optional(),
    vocab_size: count(10_000_000),
    hidden_size: count(65_536),
    num_hidden_layers: count(1000),
    num_attention_heads: count(65_536),
    intermediate_size: count(1_000_000),
    max_position_embeddings: count(1_000_000),
    type_vocab_size: count(65_536),
    layer_norm_eps: positive.default(1e-12),
    hidden_dropout_prob: rate.default(0.1),
    attention_probs_dropout_prob: rate.default(0.1),
    initializer_range: positive.default(0.02),
    pad_token_id: z.int(found("a whole number")).min(0, found("a whole number")).default(0),
    quantization_config: z.object({ quant_method: only("q4_0"), block_size: z.literal(32, found("32")) }).optional(),
  })
  .refine((config) => config.hidden_size % config.num_attention_heads === 0, {
    path: ["hidden_size"],
    message: "must be a multiple of num_attention_heads",
  })
  .refine((config) => config.pad_token_id < config.vocab_size, {
    path: ["pad_token_id"],
    message: "must be less than vocab_size",
  });

/**
 * Read a checkpoint's config.json.
 * @param path of config.json.
 * @throws UserError where it is missing or names something unsupported; it says what is supported.
 */
export function readEncoderConfig(path: string): EncoderConfig {
  const config = readJson(path, configSchema);
  return {
    modelType: config.model_type,
    vocabSize: config.vocab_size,
    hiddenSize: config.hidden_size,
    numHiddenLayers: config.num_hidden_layers,
    numAttentionHeads: config.num_attention_heads,
    intermediateSize: config.intermediate_size,
    maxPositionEmbeddings: config.max_position_embeddings,
    typeVocabSize: config.type_vocab_size,
    layerNormEps: config.layer_norm_eps,
    hiddenDropoutProb: config.hidden_dropout_prob,
    attentionProbsDropoutProb: config.attention_probs_dropout_prob,
    initializerRange: config.initializer_range,
    padTokenId: config.pad_token_id,
    quantMethod: config.quantization_config?.quant_method ?? "none",
  };
}
