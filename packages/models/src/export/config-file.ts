import { join } from "node:path";
import { z } from "zod";
import type { EncoderConfig } from "../checkpoint/encoder-config.ts";
import { readJson } from "@dalmeum/files";
import type { TrainedModel } from "./trained-model.ts";

/** What transformers 5.23.0 calls a family's classes. */
const FAMILIES: Readonly<Record<EncoderConfig["modelType"], string>> = {
  bert: "Bert",
  roberta: "Roberta",
  "xlm-roberta": "XLMRoberta",
  electra: "Electra",
  "deberta-v2": "DebertaV2",
};

/** Of the checkpoint's file what says how its tensors are stored, or names its labels: the export has others. */
const NOT_KEPT = ["quantization_config", "torch_dtype", "dtype", "num_labels", "id2label", "label2id", "problem_type"];

type Config = Readonly<Record<string, unknown>>;

/** config.json of the bare encoder. */
export const encoderConfigFile = (model: TrainedModel): Config => configFile(model, "Model", {});

/**
 * config.json of the encoder with a head that gives one number. CrossEncoder of sentence-transformers, which puts a sigmoid
 * after it by default, is told not to.
 */
export const classifierConfigFile = (model: TrainedModel): Config =>
  configFile(model, "ForSequenceClassification", {
    id2label: { 0: "similarity" },
    label2id: { similarity: 0 },
    problem_type: "regression",
    ...(model.config.modelType === "deberta-v2"
      ? { pooler_hidden_act: "gelu", pooler_hidden_size: model.config.hiddenSize }
      : {}),
    sentence_transformers: { activation_fn: "torch.nn.modules.linear.Identity" },
  });

function configFile({ folder, config, reading }: TrainedModel, suffix: string, added: Config): Config {
  const own = readJson(join(folder, "config.json"), z.record(z.string(), z.unknown()));
  const kept = Object.fromEntries(Object.entries(own).filter(([key]) => !NOT_KEPT.includes(key)));
  return {
    ...kept,
    architectures: [`${FAMILIES[config.modelType]}${suffix}`],
    vocab_size: reading.vocabSize + reading.sources.length,
    dtype: "float32",
    ...added,
  };
}
