import type { EncoderConfig } from "./encoder-config.ts";

interface Naming {
  /** What a checkpoint with a head puts before an encoder's names. */
  readonly prefix: string;
  /** Tensors of heads and the like that an encoder has no use for. */
  readonly unused: RegExp;
}

/** Of transformers 5.23.0, and of checkpoints that older versions wrote. */
const NAMING: Readonly<Record<EncoderConfig["modelType"], Naming>> = {
  bert: { prefix: "bert.", unused: /^cls\.(predictions|seq_relationship)\./ },
  roberta: { prefix: "roberta.", unused: /^lm_head\./ },
  "xlm-roberta": { prefix: "roberta.", unused: /^lm_head\./ },
  electra: {
    prefix: "electra.",
    unused: /^(discriminator_predictions|generator_predictions|generator_lm_head|sequence_summary)\./,
  },
  "deberta-v2": {
    prefix: "deberta.",
    unused: /^((cls|lm_predictions|mask_predictions)\.|embeddings\.position_embeddings\.weight$)/,
  },
};

/** What a checkpoint with a head puts before an encoder's names. */
export const encoderPrefix = (modelType: EncoderConfig["modelType"]): string => NAMING[modelType].prefix;

/** Poolers, classifiers, layers for the ends of an answer, and constants that were stored as if they were learnt. */
const ALWAYS_UNUSED =
  /^((pooler\.dense|classifier(\.dense|\.out_proj)?|qa_outputs)\.(weight|bias)|embeddings\.(position_ids|token_type_ids))$/;

/**
 * Name of the parameter that a checkpoint's tensor holds: without the prefix that checkpoints with heads have, and with
 * LayerNorm's `gamma` and `beta` of old as `weight` and `bias`.
 * @param parameters names of the encoder's parameters.
 * @returns undefined where the encoder has no use for the tensor; an unknown name as it is, for a reader to refuse.
 */
export function parameterNames(
  { modelType }: Pick<EncoderConfig, "modelType">,
  parameters: Readonly<Record<string, unknown>>,
): (stored: string) => string | undefined {
  const { prefix, unused } = NAMING[modelType];
  return (stored) => {
    const bare = stored.startsWith(prefix) ? stored.slice(prefix.length) : stored;
    const name = bare
      .replace(/\.LayerNorm\.gamma$/, ".LayerNorm.weight")
      .replace(/\.LayerNorm\.beta$/, ".LayerNorm.bias");
    if (Object.hasOwn(parameters, name)) return name;
    return unused.test(name) || ALWAYS_UNUSED.test(name) ? undefined : stored;
  };
}
