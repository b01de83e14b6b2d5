import * as tf from "@tensorflow/tfjs-core";
import type { Batch, Mode, Tensors } from "@dalmeum/contracts";
import type { BertConfig } from "../checkpoint/encoder-config.ts";
import { dense } from "../layers/dense.ts";
import { dropout } from "../layers/dropout.ts";
import { droppedProduct } from "../layers/dropped-product.ts";
import { expectShape } from "../layers/expect-shape.ts";
import { geluDense } from "../layers/gelu-dense.ts";
import { layerNorm } from "../layers/layer-norm.ts";
import { parameter } from "../layers/parameter.ts";
import { bertParameterShapes, POSITION_TABLE, TOKEN_TYPE_TABLE, WORD_TABLE } from "./bert-parameter-shapes.ts";
import type { EncoderArchitecture } from "./encoder-architecture.ts";

/** Added to the attention scores of padding. exp(-1e4) is 0 in float32, and -1e4 stays finite in float16. */
const PADDING_SCORE = -1e4;

/**
 * BERT without its pooler: embeddings, then layers of self-attention and feed-forward, each with a residual and a
 * LayerNorm after it. Devlin et al. 2018, arXiv:1810.04805; transformers.BertModel 5.23.0.
 */
export function bert(config: BertConfig): EncoderArchitecture {
  return {
    parameterShapes: bertParameterShapes(config),
    lookupTables: [WORD_TABLE],
    layers: config.numHiddenLayers,
    isLower: (name, layers) => name.startsWith("embeddings.") || Number(LAYER.exec(name)?.[1] ?? Infinity) < layers,
    encode: (parameters, batch, mode) => {
      const pass = passOver(batch, { config, parameters, mode });
      return runLayers(pass, embed(pass, batch), batch, [0, config.numHiddenLayers]);
    },
    encodeLower: (parameters, batch, layers) => {
      const pass = passOver(batch, { config, parameters, mode: {} });
      return runLayers(pass, embed(pass, batch), batch, [0, layers]);
    },
    encodeUpper: (parameters, { states, attentionMask }, layers, mode) => {
      const [rows, length] = attentionMask.shape;
      expectShape("bert: states", states, [rows, length, config.hiddenSize]);
      const pass: ForwardPass = { config, parameters, mode, rows, length };
      const flat: tf.Tensor2D = tf.reshape(states, [rows * length, config.hiddenSize]);
      return runLayers(pass, flat, { attentionMask }, [layers, config.numHiddenLayers]);
    },
  };
}

/** Layer that a parameter belongs to. */
const LAYER = /^encoder\.layer\.(\d+)\./;

function passOver(batch: Batch, shared: Pick<ForwardPass, "config" | "parameters" | "mode">): ForwardPass {
  expectShape("bert: inputIds", batch.inputIds, ["R", "T"]);
  const [rows, length] = batch.inputIds.shape;
  expectShape("bert: tokenTypeIds", batch.tokenTypeIds, [rows, length]);
  expectShape("bert: attentionMask", batch.attentionMask, [rows, length]);
  return { ...shared, rows, length };
}

/** Layers `from` up to `to`, that one excluded; [R * T, H] to [R, T, H]. */
function runLayers(
  pass: ForwardPass,
  start: tf.Tensor2D,
  { attentionMask }: Pick<Batch, "attentionMask">,
  [from, to]: readonly [number, number],
): tf.Tensor3D {
  const { config, rows, length } = pass;
  let hidden = start;
  const bias = tf.reshape(tf.mul(tf.sub(1, attentionMask), PADDING_SCORE), [rows, 1, 1, length]);
  for (let index = from; index < to; index++) {
    const name = `encoder.layer.${index}`;
    const context = attend(pass, `${name}.attention.self`, hidden, bias);
    const attended = linear(pass, `${name}.attention.output.dense`, context);
    hidden = addToResidual(pass, `${name}.attention.output.LayerNorm`, attended, hidden);
    const widened = linear(pass, `${name}.intermediate.dense`, hidden);
    const narrowed = linear(pass, `${name}.output.dense`, widened, geluDense);
    hidden = addToResidual(pass, `${name}.output.LayerNorm`, narrowed, hidden);
  }
  return tf.reshape(hidden, [rows, length, config.hiddenSize]);
}

/** What every part of one forward pass shares. Activations are [R * T, H], so that each product is one large one. */
interface ForwardPass {
  readonly config: BertConfig;
  readonly parameters: Tensors;
  readonly mode: Mode;
  readonly rows: number;
  readonly length: number;
}

function embed(pass: ForwardPass, batch: Batch): tf.Tensor2D {
  const { config, parameters, mode, rows, length } = pass;
  const flat = rows * length;
  const words = tf.gather(parameter(parameters, WORD_TABLE), tf.reshape(batch.inputIds, [flat]));
  const types = tf.gather(parameter(parameters, TOKEN_TYPE_TABLE), tf.reshape(batch.tokenTypeIds, [flat]));
  const positions = tf.slice(parameter(parameters, POSITION_TABLE), [0, 0], [length, config.hiddenSize]);
  const sum = tf.add(tf.reshape(tf.add(words, types), [rows, length, config.hiddenSize]), positions);
  const embedded = normalize(pass, "embeddings.LayerNorm", tf.reshape(sum, [flat, config.hiddenSize]));
  return dropout(embedded, config.hiddenDropoutProb, mode);
}

/** softmax(Q K^T / sqrt D + bias) V over N heads of D = H / N; [R * T, H] to [R * T, H]. */
function attend(pass: ForwardPass, name: string, hidden: tf.Tensor2D, bias: tf.Tensor): tf.Tensor2D {
  const { config, mode, rows, length } = pass;
  const heads = config.numAttentionHeads;
  const headSize = config.hiddenSize / heads;
  const split = (x: tf.Tensor): tf.Tensor => tf.transpose(tf.reshape(x, [rows, length, heads, headSize]), [0, 2, 1, 3]);
  const query = split(linear(pass, `${name}.query`, hidden));
  const key = split(linear(pass, `${name}.key`, hidden));
  const value = split(linear(pass, `${name}.value`, hidden));
  // Scores are scaled and not the query: onnxruntime would fuse that factor into the query's weight gradients, and such nodes
  // of its own making run before all others, with everything that they need.
  const scores = tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(headSize));
  const probabilities = tf.softmax(tf.add(scores, bias));
  const context = droppedProduct(probabilities, value, config.attentionProbsDropoutProb, mode);
  return tf.reshape(tf.transpose(context, [0, 2, 1, 3]), [rows * length, config.hiddenSize]);
}

/** LayerNorm(residual + dropout(x)). */
function addToResidual(pass: ForwardPass, name: string, x: tf.Tensor2D, residual: tf.Tensor2D): tf.Tensor2D {
  return normalize(pass, name, tf.add(dropout(x, pass.config.hiddenDropoutProb, pass.mode), residual));
}

function linear({ parameters }: ForwardPass, name: string, x: tf.Tensor2D, layer = dense): tf.Tensor2D {
  return layer(x, parameter(parameters, `${name}.weight`), parameter(parameters, `${name}.bias`));
}

function normalize({ config, parameters }: ForwardPass, name: string, x: tf.Tensor2D): tf.Tensor2D {
  return layerNorm(
    x,
    parameter(parameters, `${name}.weight`),
    parameter(parameters, `${name}.bias`),
    config.layerNormEps,
  );
}
