import { join, posix } from "node:path";
import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { Model, ModelDefinition, SentencePair, TokenSequence } from "@dalmeum/contracts";
import { checkpointFiles } from "./checkpoint/checkpoint-files.ts";
import { loadEncoder } from "./encoders/load-encoder.ts";
import { applyHeads, describeHeads, headTargets, initHeads } from "./heads/apply-heads.ts";
import type { Heads } from "./heads/head.ts";
import { checkpointFolder } from "./hub/checkpoint-folder.ts";
import { parseCheckpoint } from "./hub/checkpoint-name.ts";
import { fetchCheckpoint } from "./hub/fetch-checkpoint.ts";
import { pool, type Pooling } from "./pool.ts";
import { loadTokenizer, type SentenceTokenizer } from "./tokenizer/load-tokenizer.ts";

/** What sets one way of reading a pair apart from another. */
export interface ModelParts<Vectors> {
  readonly name: string;
  readonly checkpoint: string;
  readonly pooling: Pooling;
  readonly heads: Heads<Vectors>;
  /** Options beyond the checkpoint, the pooling and the heads, for the record. */
  readonly options: Readonly<Record<string, string>>;
  readonly sequencesPerPair: Model["sequencesPerPair"];
  readonly encode: (tokenizer: SentenceTokenizer, pair: SentencePair, maxLength: number) => readonly TokenSequence[];
  /** From pooled rows [R, H] to what the heads see. */
  readonly split: (pooled: Tensor2D) => Vectors;
}

/** A model of encoder, pooling and heads; nothing is read before `load`. */
export function defineModel<Vectors>(parts: ModelParts<Vectors>): ModelDefinition {
  const { checkpoint, pooling, heads, sequencesPerPair } = parts;
  const hub = parseCheckpoint(checkpoint);
  return {
    name: parts.name,
    options: { checkpoint, pooling, ...parts.options, heads: describeHeads(heads) },
    files: (root) => {
      const folder = checkpointFolder(root, checkpoint);
      return checkpointFiles(folder).map((file) => ({ name: posix.join(checkpoint, file), path: join(folder, file) }));
    },
    ...(hub ? { fetch: (options) => fetchCheckpoint(hub, options) } : {}),
    load: (root): Model => {
      const encoder = loadEncoder(root, checkpoint);
      const tokenizer = loadTokenizer(root, checkpoint, encoder.config);
      const represent: Model["represent"] = (parameters, batch, mode) =>
        pool(encoder.encode(parameters, batch, mode), batch.attentionMask, pooling);
      const score: Model["score"] = (parameters, vectors) => applyHeads(heads, parameters, parts.split(vectors));
      return {
        sequencesPerPair,
        maxLength: encoder.config.maxPositionEmbeddings,
        padTokenId: encoder.config.padTokenId,
        heads: headTargets(heads),
        lookupTables: encoder.lookupTables,
        lowerLayers: {
          count: encoder.layers,
          hiddenSize: encoder.config.hiddenSize,
          parameterNames: (layers) =>
            Object.keys(encoder.parameterShapes).filter((parameter) => encoder.isLower(parameter, layers)),
          hiddenStates: (parameters, batch, layers) => encoder.encodeLower(parameters, batch, layers),
          representHidden: (parameters, hidden, layers, mode) =>
            pool(encoder.encodeUpper(parameters, hidden, layers, mode), hidden.attentionMask, pooling),
        },
        encode: (pair, maxLength) => parts.encode(tokenizer, pair, maxLength),
        init: (rng) => ({ ...encoder.parameters(), ...initHeads(heads, rng, encoder.config) }),
        represent,
        score,
        apply: (parameters, batch, mode) => score(parameters, represent(parameters, batch, mode)),
      };
    },
  };
}
