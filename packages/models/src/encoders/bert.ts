import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@dalmeum/contracts";
import type { BertConfig } from "../checkpoint/encoder-config.ts";
import { dropout } from "../layers/dropout.ts";
import { droppedProduct } from "../layers/dropped-product.ts";
import { expectShape } from "../layers/expect-shape.ts";
import { embeddingSum, normalizeEmbeddings } from "./embed.ts";
import type { EncoderArchitecture } from "./encoder-architecture.ts";
import {
  bySequence,
  type ForwardPass,
  joinHeads,
  linear,
  paddingBias,
  passOver,
  splitHeads,
  transformerLayer,
} from "./forward-pass.ts";
import { packedPlaces } from "./packed-places.ts";
import { embeddingShapes, layerShapes, linearShapes, normShapes, WORD_TABLE } from "./parameter-shapes.ts";

/** ELECTRA's linear layer from narrower embeddings to hidden states. */
const PROJECTION = "embeddings_project";

/**
 * BERT without its pooler, and those that compute alike: RoBERTa and XLM-RoBERTa, whose positions count tokens from after
 * the padding id, and ELECTRA, whose embeddings may be narrower. Devlin et al. 2018, arXiv:1810.04805; Liu et al. 2019,
 * arXiv:1907.11692; Clark et al. 2020, arXiv:2003.10555; transformers' BertModel, RobertaModel, XLMRobertaModel and
 * ElectraModel 5.23.0.
 */
export function bert(config: BertConfig): EncoderArchitecture {
  const { hiddenSize, embeddingSize, numHiddenLayers } = config;
  const projection = embeddingSize === hiddenSize ? [] : linearShapes(PROJECTION, hiddenSize, embeddingSize);
  return {
    parameterShapes: Object.fromEntries([
      ...embeddingShapes(config),
      ...normShapes("embeddings.LayerNorm", embeddingSize),
      ...projection,
      ...layerShapes(config, ["query", "key", "value"]),
    ]),
    lookupTables: [WORD_TABLE],
    packs: true,
    encode: (parameters, batch, mode) => {
      const pass = packedPass(passOver(config, batch, { parameters, mode }), batch);
      return runLayers(pass, embed(pass, batch), [0, numHiddenLayers]);
    },
    lower: {
      isLower: (name, layers) => name.startsWith("embeddings") || Number(LAYER.exec(name)?.[1] ?? Infinity) < layers,
      encodeLower: (parameters, batch, layers) => {
        const pass = passOver(config, batch, { parameters, mode: {} });
        return runLayers(pass, embed(pass, batch), [0, layers]);
      },
      encodeUpper: (parameters, { states, attentionMask }, layers, mode) => {
        const [rows, length] = attentionMask.shape;
        expectShape(`${config.modelType}: states`, states, [rows, length, hiddenSize]);
        const pass: ForwardPass = { config, parameters, mode, rows, length, attentionMask };
        return runLayers(pass, tf.reshape(states, [rows * length, hiddenSize]), [layers, numHiddenLayers]);
      },
    },
  };
}

function packedPass(pass: ForwardPass, { packing }: Batch): ForwardPass {
  return packing ? { ...pass, packed: packedPlaces(packing, pass.config.numAttentionHeads) } : pass;
}

/** Layer that a parameter belongs to. */
const LAYER = /^encoder\.layer\.(\d+)\./;

function embed(pass: ForwardPass, batch: Batch): tf.Tensor2D {
  const { config, mode } = pass;
  const embedded = dropout(normalizeEmbeddings(pass, embeddingSum(pass, batch)), config.hiddenDropoutProb, mode);
  return config.embeddingSize === config.hiddenSize ? embedded : linear(pass, PROJECTION, embedded);
}

/** Layers `from` up to `to`, that one excluded; [K, H] to [R, T, H]. */
function runLayers(pass: ForwardPass, start: tf.Tensor2D, [from, to]: readonly [number, number]): tf.Tensor3D {
  let hidden = start;
  const bias = paddingBias(pass);
  for (let index = from; index < to; index++) {
    hidden = transformerLayer(pass, index, hidden, (name, states) => attend(pass, name, states, bias));
  }
  return bySequence(pass, hidden);
}

/** softmax(Q K^T / sqrt D + bias) V over N heads of D = H / N; [K, H] to [K, H]. */
function attend(pass: ForwardPass, name: string, hidden: tf.Tensor2D, bias: tf.Tensor): tf.Tensor2D {
  const { config, mode } = pass;
  const query = splitHeads(pass, linear(pass, `${name}.query`, hidden));
  const key = splitHeads(pass, linear(pass, `${name}.key`, hidden));
  const value = splitHeads(pass, linear(pass, `${name}.value`, hidden));
  // Scores are scaled and not the query: onnxruntime would fuse that factor into the query's weight gradients, and such nodes
  // of its own making run before all others, with everything that they need.
  const scale = 1 / Math.sqrt(config.hiddenSize / config.numAttentionHeads);
  const scores = tf.mul(tf.matMul(query, key, false, true), scale);
  const probabilities = tf.softmax(tf.add(scores, bias));
  return joinHeads(pass, droppedProduct(probabilities, value, config.attentionProbsDropoutProb, mode));
}
