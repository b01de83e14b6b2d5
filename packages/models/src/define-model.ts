import { join, posix } from "node:path";
import { fillTemplate, loadTokenizer, pairEncoder } from "@dalmeum/tokenizers";
import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { Json, LowerLayers, Model, ModelDefinition, PairReading } from "@dalmeum/contracts";
import { followedFiles } from "./checkpoint/checkpoint-files.ts";
import { sentenceModuleNotes } from "./checkpoint/sentence-modules.ts";
import type { LowerArchitecture } from "./encoders/encoder-architecture.ts";
import { type Encoder, loadEncoder } from "./encoders/load-encoder.ts";
import { WORD_TABLE } from "./encoders/parameter-shapes.ts";
import { exportModel } from "./export/export-model.ts";
import { applyHeads, describeHeads, headTargets, initHeads, isHeadParameter } from "./heads/apply-heads.ts";
import type { Heads } from "./heads/head.ts";
import { checkpointFolder } from "./hub/checkpoint-folder.ts";
import { parseCheckpoint } from "./hub/checkpoint-name.ts";
import { fetchCheckpoint } from "./hub/fetch-checkpoint.ts";
import { withSourceRows } from "./inputs/source-rows.ts";
import { poolingLayer, type PoolingLayer } from "./pooling/pooling-layer.ts";
import type { Pooling } from "./pooling/pool.ts";
import { textsOf } from "./vocabulary/texts-of.ts";
import { trimVocabulary } from "./vocabulary/trim-vocabulary.ts";
import { unknownWarning } from "./vocabulary/unknown-warning.ts";

/** What sets one way of reading a pair apart from another. */
export interface ModelParts<Vectors> {
  readonly name: string;
  readonly checkpoint: string;
  readonly pooling: Pooling;
  /** Sources that have tokens. */
  readonly sources: readonly string[];
  readonly heads: Heads<Vectors>;
  /** Options beyond the checkpoint, the pooling and the heads, for the record. */
  readonly options: Readonly<Record<string, Json>>;
  readonly sequencesPerPair: PairReading["sequencesPerPair"];
  readonly templates: PairReading["templates"];
  /** From pooled rows [R, H] to what the heads see. */
  readonly split: (pooled: Tensor2D) => Vectors;
}

/**
 * A model of encoder, pooling and heads; nothing is read before `load`.
 * @throws UserError where a template lacks the sentence.
 */
export function defineModel<Vectors>(parts: ModelParts<Vectors>): ModelDefinition {
  const { checkpoint, pooling, sources, heads, sequencesPerPair, templates } = parts;
  for (const template of templates) fillTemplate(template);
  const layer = poolingLayer(pooling);
  const hub = parseCheckpoint(checkpoint);
  return {
    name: parts.name,
    options: { checkpoint, pooling, ...parts.options, sources: [...sources], heads: describeHeads(heads) },
    files: (root) => {
      const folder = checkpointFolder(root, checkpoint);
      return followedFiles(folder).map((file) => ({ name: posix.join(checkpoint, file), path: join(folder, file) }));
    },
    ...(hub ? { fetch: (options) => fetchCheckpoint(hub, options) } : {}),
    load: (root): Model => {
      const encoder = loadEncoder(root, checkpoint);
      const { config } = encoder;
      const tokenizer = loadTokenizer(checkpointFolder(root, checkpoint), config);
      const reading = { sequencesPerPair, templates, sources, vocabSize: config.vocabSize };
      const represent: Model["represent"] = (parameters, batch, mode) =>
        layer.apply(parameters, encoder.encode(parameters, batch, mode), batch.attentionMask);
      const score: Model["score"] = (parameters, vectors) => applyHeads(heads, parameters, parts.split(vectors));
      return {
        sequencesPerPair,
        maxLength: config.maxLength,
        padTokenId: config.padTokenId,
        heads: headTargets(heads),
        lookupTables: encoder.lookupTables,
        packs: encoder.packs,
        ...(encoder.lower ? { lowerLayers: lowerLayersOf(encoder, encoder.lower, layer) } : {}),
        encode: pairEncoder(tokenizer, reading),
        warnings: (pairs) => {
          const texts = textsOf((reader) => pairEncoder(reader, reading), pairs);
          const folder = checkpointFolder(root, checkpoint);
          return [
            ...encoder.notes,
            ...(sequencesPerPair === 2 ? sentenceModuleNotes(folder, checkpoint, pooling) : []),
            ...unknownWarning(checkpoint, texts.size, tokenizer.unknownTokens(texts)),
          ];
        },
        init: (rng) => ({
          ...withSourceRows(encoder.parameters(), {
            sources,
            wordTable: WORD_TABLE,
            rng: rng.fork("sources"),
            deviation: config.initializerRange,
          }),
          ...layer.init(config),
          ...initHeads(heads, rng, config),
        }),
        represent,
        score,
        scoreReads: isHeadParameter,
        apply: (parameters, batch, mode) => score(parameters, represent(parameters, batch, mode)),
      };
    },
    trim: (root, pairs, output) =>
      trimVocabulary({
        source: checkpointFolder(root, checkpoint),
        sourceName: checkpoint,
        texts: textsOf((tokenizer) => pairEncoder(tokenizer, { ...parts, vocabSize: 0 }), pairs),
        output,
      }),
    exportFiles: (options) => exportModel(parts, options),
  };
}

function lowerLayersOf(
  { config, parameterShapes }: Encoder,
  lower: LowerArchitecture,
  pooling: PoolingLayer,
): LowerLayers {
  return {
    count: config.numHiddenLayers,
    hiddenSize: config.hiddenSize,
    parameterNames: (layers) => Object.keys(parameterShapes).filter((name) => lower.isLower(name, layers)),
    hiddenStates: (parameters, batch, layers) => lower.encodeLower(parameters, batch, layers),
    representHidden: (parameters, hidden, layers, mode) =>
      pooling.apply(parameters, lower.encodeUpper(parameters, hidden, layers, mode), hidden.attentionMask),
  };
}
