import type { NamedValues, TensorValues } from "@dalmeum/contracts";
import { encoderPrefix } from "../checkpoint/parameter-names.ts";
import type { EncoderConfig } from "../checkpoint/encoder-config.ts";
import { classifierConfigFile } from "./config-file.ts";
import { classifierUsage } from "./python-usage.ts";
import { type Layout, type TrainedModel, WEIGHTS } from "./trained-model.ts";

/** Small enough that tanh(x) is x to float32 for |w . h| up to 20: its next term is (20 / 65,536)^2 / 3 = 3e-8 of it. */
const SMALL = 2 ** -16;

const NOTE =
  "The class has a hidden layer where the trained head has none: one or two of its units pass the head's value on, the " +
  "others are 0.";

interface HeadNames {
  /** A square layer on the first token's vector, then an activation. */
  readonly dense: string;
  readonly activation: "tanh" | "gelu";
  readonly output: string;
}

/** Heads of the ForSequenceClassification classes of transformers 5.23.0. */
const HEADS: Readonly<Record<EncoderConfig["modelType"], HeadNames>> = {
  bert: { dense: "bert.pooler.dense", activation: "tanh", output: "classifier" },
  roberta: { dense: "classifier.dense", activation: "tanh", output: "classifier.out_proj" },
  "xlm-roberta": { dense: "classifier.dense", activation: "tanh", output: "classifier.out_proj" },
  electra: { dense: "classifier.dense", activation: "gelu", output: "classifier.out_proj" },
  "deberta-v2": { dense: "pooler.dense", activation: "gelu", output: "classifier" },
};

/**
 * A cross-encoder that reads the first token, as AutoModelForSequenceClassification. That has a hidden layer, where ours
 * is linear: one or two of its units carry w . h through the activation, the others are 0.
 */
export function sequenceClassifier(model: TrainedModel): Layout {
  const { config, encoder } = model;
  const prefix = encoderPrefix(config.modelType);
  const prefixed = Object.fromEntries(Object.entries(encoder).map(([name, values]) => [`${prefix}${name}`, values]));
  return {
    json: { "config.json": classifierConfigFile(model) },
    tensors: { [WEIGHTS]: { ...prefixed, ...headTensors(model) } },
    usage: classifierUsage(model),
    notes: [
      `${NOTE}${HEADS[config.modelType].activation === "tanh" ? " In float16 it is too small: load the model in float32 or bfloat16." : ""}`,
    ],
  };
}

/**
 * x = w . h through an activation: gelu(x) - gelu(-x) = x, for gelu(x) = x P(x) and P(x) + P(-x) = 1; and
 * tanh(x) = x - x^3 / 3 + ..., for x made small.
 */
function headTensors({ config, rest }: TrainedModel): NamedValues {
  const { dense, activation, output } = HEADS[config.modelType];
  const weight = rest["similarity.weight"]?.values ?? new Float32Array();
  const width = weight.length;
  const units = activation === "gelu" ? [1, -1] : [SMALL];
  const hidden = new Float32Array(width * width);
  const last = new Float32Array(width);
  for (const [row, factor] of units.entries()) {
    hidden.set(
      weight.map((value) => value * factor),
      row * width,
    );
    last[row] = 1 / factor;
  }
  const tensor = (shape: readonly number[], values: Float32Array): TensorValues => ({ shape, values });
  return {
    [`${dense}.weight`]: tensor([width, width], hidden),
    [`${dense}.bias`]: tensor([width], new Float32Array(width)),
    [`${output}.weight`]: tensor([1, width], last),
    [`${output}.bias`]: tensor([1], rest["similarity.bias"]?.values ?? new Float32Array(1)),
  };
}
