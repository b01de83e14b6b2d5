import {
  type Described,
  type ExportedModel,
  type ExportOptions,
  type NamedValues,
  type PairReading,
  UserError,
} from "@dalmeum/contracts";
import { loadEncoder } from "../encoders/load-encoder.ts";
import { checkpointFolder } from "../hub/checkpoint-folder.ts";
import type { Pooling } from "../pooling/pool.ts";
import { checkpointLicense } from "./checkpoint-license.ts";
import { plainEncoder } from "./plain-encoder.ts";
import { servingUsage } from "./serving-usage.ts";
import { crossModules, sentenceTransformer } from "./sentence-transformer.ts";
import { sequenceClassifier } from "./sequence-classifier.ts";
import { tokenizerFiles } from "./tokenizer-files.ts";
import type { Layout, TrainedModel } from "./trained-model.ts";

/** What a model is made of. */
export interface ExportedParts extends Pick<PairReading, "sequencesPerPair" | "templates" | "sources"> {
  readonly checkpoint: string;
  readonly pooling: Pooling;
  readonly heads: Readonly<Record<string, Described>>;
}

/** The head that is exported. */
const HEAD = "similarity";
/** Heads that Python can be told of. */
const KNOWN = ["cosine", "comparison", "regression"];

/**
 * A trained model as files that transformers 5 and, where it has modules for it, sentence-transformers 6 load.
 * @throws UserError where the head `similarity` is not one of this package's.
 */
export function exportModel(
  parts: ExportedParts,
  { root, parameters, serving, cleaning, ...options }: ExportOptions,
): ExportedModel {
  const { checkpoint, pooling, heads, sequencesPerPair, templates, sources } = parts;
  const head = heads[HEAD];
  if (!head || !KNOWN.includes(head.name)) {
    throw new UserError(`export knows the heads ${KNOWN.join(", ")}, found ${head?.name ?? "none"} as ${HEAD}`);
  }
  const { config, parameterShapes } = loadEncoder(root, checkpoint);
  const { vocabSize, typeVocabSize, padTokenId } = config;
  const folder = checkpointFolder(root, checkpoint);
  const model: TrainedModel = {
    folder,
    config,
    encoder: picked(parameters, Object.keys(parameterShapes)),
    pooling,
    head,
    rest: restOf(parameters),
    reading: { sequencesPerPair, templates, sources, vocabSize, typeVocabSize, padTokenId, ...options },
    cleaning,
  };
  const { json, tensors, usage, notes } = layoutOf(model)(model);
  const files = Object.entries({ ...json, ...tokenizerFiles(model) });
  const others = Object.keys(heads).filter((name) => name !== HEAD);
  const license = checkpointLicense(folder);
  return {
    files: Object.fromEntries(files.map(([path, value]) => [path, `${JSON.stringify(value, null, 2)}\n`])),
    tensors,
    reading: model.reading,
    usage: serving ? [...usage, servingUsage(model, serving)] : usage,
    notes: [
      ...notes,
      ...(others.length > 0 ? [`Left out: the heads ${others.join(", ")}, which are for training.`] : []),
    ],
    ...(license === undefined ? {} : { license }),
  };
}

function layoutOf({ pooling, reading }: TrainedModel): (model: TrainedModel) => Layout {
  if (reading.sequencesPerPair === 2) return pooling === "attention" ? plainEncoder : sentenceTransformer;
  return { first: sequenceClassifier, mean: crossModules, attention: plainEncoder }[pooling];
}

function picked(parameters: NamedValues, names: readonly string[]): NamedValues {
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters[name];
      if (!values) throw new Error(`no parameter named ${name}`);
      return [name, values];
    }),
  );
}

/** What is learnt beside the encoder, without the heads that are for training. */
function restOf(parameters: NamedValues): NamedValues {
  const prefix = "heads.";
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, values]) => {
      if (name.startsWith("pooling.")) return [[name, values]];
      return name.startsWith(`${prefix}${HEAD}.`) ? [[name.slice(prefix.length), values]] : [];
    }),
  );
}
