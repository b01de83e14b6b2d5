import { encoderConfigFile } from "./config-file.ts";
import { crossModulesUsage, sentenceUsage } from "./python-usage.ts";
import { hasRest, type Layout, poolerNotes, REST, type TrainedModel, WEIGHTS } from "./trained-model.ts";

const MODULES = {
  transformer: "sentence_transformers.models.Transformer",
  pooling: "sentence_transformers.models.Pooling",
  dense: "sentence_transformers.models.Dense",
} as const;

/** Folders of the modules after the first, which lies in the folder itself. */
const POOLING = "1_Pooling";
export const DENSE = "2_Dense";

/** A bi-encoder with a pooling that sentence-transformers knows; its prompt where the template has only one before. */
export function sentenceTransformer(model: TrainedModel): Layout {
  const prompt = promptOf(model);
  return {
    json: {
      ...modules(model, ["transformer", "pooling"]),
      "config_sentence_transformers.json": {
        model_type: "SentenceTransformer",
        prompts: prompt === "" ? {} : { sentence: prompt },
        default_prompt_name: prompt === "" ? null : "sentence",
        similarity_fn_name: "cosine",
      },
    },
    tensors: { [WEIGHTS]: model.encoder, ...(hasRest(model) ? { [REST]: model.rest } : {}) },
    usage: sentenceUsage(model, prompt),
    notes: [
      ...(hasRest(model)
        ? [
            `The score is not the embeddings' cosine: ${REST} holds the head that compares them, for which there is no module.`,
          ]
        : []),
      ...poolerNotes(model),
    ],
  };
}

/** A cross-encoder that reads the mean of the tokens: no ForSequenceClassification class does, so modules in a row. */
export function crossModules(model: TrainedModel): Layout {
  const { config, encoder, rest } = model;
  const { "similarity.weight": weight, "similarity.bias": bias } = rest;
  return {
    json: {
      ...modules(model, ["transformer", "pooling", "dense"]),
      "config_sentence_transformers.json": {
        model_type: "CrossEncoder",
        prompts: {},
        default_prompt_name: null,
        activation_fn: "torch.nn.modules.linear.Identity",
      },
      [`${DENSE}/config.json`]: {
        in_features: config.hiddenSize,
        out_features: 1,
        bias: true,
        activation_function: "torch.nn.modules.linear.Identity",
        module_input_name: "sentence_embedding",
        module_output_name: "scores",
      },
    },
    tensors: {
      [WEIGHTS]: encoder,
      [`${DENSE}/${WEIGHTS}`]: {
        ...(weight ? { "linear.weight": weight } : {}),
        ...(bias ? { "linear.bias": bias } : {}),
      },
    },
    usage: crossModulesUsage(model),
    notes: ["CrossEncoder takes such modules from sentence-transformers 5.4 on.", ...poolerNotes(model)],
  };
}

function modules(model: TrainedModel, kinds: readonly (keyof typeof MODULES)[]): Layout["json"] {
  const { config, pooling, reading } = model;
  const paths = ["", POOLING, DENSE];
  return {
    "config.json": encoderConfigFile(model),
    "modules.json": kinds.map((kind, idx) => ({ idx, name: String(idx), path: paths[idx], type: MODULES[kind] })),
    "sentence_bert_config.json": { max_seq_length: reading.maxLength, do_lower_case: false },
    [`${POOLING}/config.json`]: {
      word_embedding_dimension: config.hiddenSize,
      pooling_mode_cls_token: pooling === "first",
      pooling_mode_mean_tokens: pooling === "mean",
      pooling_mode_max_tokens: false,
      include_prompt: true,
    },
  };
}

/** What stands before a sentence, where nothing else is added to it. */
function promptOf({ reading: { templates, sources } }: TrainedModel): string {
  const [before = "", after = ""] = templates[0].split("{sentence}");
  return after === "" && sources.length === 0 ? before : "";
}
