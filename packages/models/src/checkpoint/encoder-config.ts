import { type ConfigJson, configSchema, longestAfter } from "./config-schema.ts";
import { readJson } from "@dalmeum/files";

/** What the config.json of every encoder here says, under Hugging Face's names in camelCase. */
export interface TransformerConfig {
  readonly vocabSize: number;
  readonly hiddenSize: number;
  /** Width of the embeddings; `hiddenSize` where the config names none. */
  readonly embeddingSize: number;
  readonly numHiddenLayers: number;
  readonly numAttentionHeads: number;
  readonly intermediateSize: number;
  readonly maxPositionEmbeddings: number;
  /** Whether positions have embeddings of their own. */
  readonly positionBiasedInput: boolean;
  /** Whether positions count tokens other than padding, from `padTokenId` + 1 on, as RoBERTa's; else each is a token's place. */
  readonly positionsCountTokens: boolean;
  /** Tokens of the longest sequence that has a position for each. */
  readonly maxLength: number;
  /** 0 where tokens have no types. */
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

/** BERT and those that compute alike. */
export interface BertConfig extends TransformerConfig {
  readonly modelType: "bert" | "roberta" | "xlm-roberta" | "electra";
}

/** DeBERTa-v2's and -v3's attention to relative positions. */
export interface DebertaV2Config extends TransformerConfig {
  readonly modelType: "deberta-v2";
  /** Content to position, position to content: the terms that attention adds. */
  readonly posAttType: { readonly c2p: boolean; readonly p2c: boolean };
  /** Whether positions are projected with the layers of the content. */
  readonly shareAttKey: boolean;
  /** Buckets of far relative positions, half of them for each direction; 0: none, each position stands for itself. */
  readonly positionBuckets: number;
  readonly maxRelativePositions: number;
  /** Whether the vectors of relative positions go through a LayerNorm. */
  readonly normRelEbd: boolean;
  /** Beside the first layer. */
  readonly convolution?: { readonly kernelSize: number; readonly activation: "tanh" | "gelu" };
}

/** Every config that an encoder here understands. */
export type EncoderConfig = BertConfig | DebertaV2Config;

/**
 * Read a checkpoint's config.json.
 * @param path of config.json.
 * @throws UserError where it is missing or names something unsupported; it says what is supported.
 */
export function readEncoderConfig(path: string): EncoderConfig {
  const config = readJson(path, configSchema);
  switch (config.model_type) {
    case "bert":
      return { ...transformerConfig(config), modelType: config.model_type };
    case "roberta":
    case "xlm-roberta":
      return {
        ...transformerConfig(config),
        modelType: config.model_type,
        positionsCountTokens: true,
        maxLength: longestAfter(config),
      };
    case "electra":
      return { ...transformerConfig(config), modelType: config.model_type, embeddingSize: config.embedding_size };
    case "deberta-v2":
      return debertaV2Config(config);
  }
}

const transformerConfig = (config: ConfigJson): TransformerConfig => ({
  vocabSize: config.vocab_size,
  hiddenSize: config.hidden_size,
  embeddingSize: config.hidden_size,
  numHiddenLayers: config.num_hidden_layers,
  numAttentionHeads: config.num_attention_heads,
  intermediateSize: config.intermediate_size,
  maxPositionEmbeddings: config.max_position_embeddings,
  positionBiasedInput: true,
  positionsCountTokens: false,
  maxLength: config.max_position_embeddings,
  typeVocabSize: config.type_vocab_size,
  layerNormEps: config.layer_norm_eps,
  hiddenDropoutProb: config.hidden_dropout_prob,
  attentionProbsDropoutProb: config.attention_probs_dropout_prob,
  initializerRange: config.initializer_range,
  padTokenId: config.pad_token_id,
  quantMethod: config.quantization_config?.quant_method ?? "none",
});

function debertaV2Config(config: Extract<ConfigJson, { model_type: "deberta-v2" }>): DebertaV2Config {
  const { max_relative_positions: relative, conv_kernel_size: kernelSize } = config;
  const terms = config.pos_att_type ?? [];
  return {
    ...transformerConfig(config),
    modelType: config.model_type,
    embeddingSize: config.embedding_size ?? config.hidden_size,
    positionBiasedInput: config.position_biased_input,
    posAttType: { c2p: terms.includes("c2p"), p2c: terms.includes("p2c") },
    shareAttKey: config.share_att_key,
    positionBuckets: Math.max(config.position_buckets, 0),
    maxRelativePositions: relative < 1 ? config.max_position_embeddings : relative,
    normRelEbd: config.norm_rel_ebd === "layer_norm",
    ...(kernelSize > 0 ? { convolution: { kernelSize, activation: config.conv_act } } : {}),
  };
}
