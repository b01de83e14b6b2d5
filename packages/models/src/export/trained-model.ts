import type { Described, NamedValues, PairReading, PythonUsage, TextCleaning } from "@dalmeum/contracts";
import type { EncoderConfig } from "../checkpoint/encoder-config.ts";
import type { Pooling } from "../pooling/pool.ts";

/** A trained model, taken apart. */
export interface TrainedModel {
  /** The checkpoint's folder, absolute. */
  readonly folder: string;
  readonly config: EncoderConfig;
  /** Parameters of the encoder, by their Hugging Face names without a prefix. */
  readonly encoder: NamedValues;
  readonly pooling: Pooling;
  /** Of the head `similarity`. */
  readonly head: Described;
  /** What is learnt beside the encoder: `pooling.weight`, `similarity.weight`, `similarity.bias`. */
  readonly rest: NamedValues;
  readonly reading: PairReading;
  /** What sentences have gone through before they are read. */
  readonly cleaning: TextCleaning;
}

/** A form of a model that some class in Python loads. */
export interface Layout {
  /** JSON by path in the folder. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly tensors: Readonly<Record<string, NamedValues>>;
  readonly usage: readonly PythonUsage[];
  readonly notes: readonly string[];
}

/** The encoder's file, and of what is learnt beside it, where no class has a place for that. */
export const WEIGHTS = "model.safetensors";
export const REST = "head.safetensors";

/** Before and after a source's name in the token that stands for it. */
export const SOURCE_MARKS = ["<source:", ">"] as const;

/** Whether something is learnt beside the encoder that no module has a place for. */
export const hasRest = ({ pooling, head }: TrainedModel): boolean =>
  pooling === "attention" || head.name === "comparison";

/** Families whose AutoModel has a pooler, which no program of ours reads. */
const WITH_POOLER: readonly string[] = [
  "bert",
  "roberta",
  "xlm-roberta",
] satisfies readonly EncoderConfig["modelType"][];

/** What transformers will say when it loads the bare encoder. */
export const poolerNotes = ({ config }: TrainedModel): readonly string[] =>
  WITH_POOLER.includes(config.modelType)
    ? ["transformers reports `pooler.dense` as missing: the model has none, and the programs above read none."]
    : [];
