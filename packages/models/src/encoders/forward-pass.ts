import * as tf from "@tensorflow/tfjs-core";
import type { Batch, Mode, Tensors } from "@dalmeum/contracts";
import type { EncoderConfig } from "../checkpoint/encoder-config.ts";
import { dense } from "../layers/dense.ts";
import { dropout } from "../layers/dropout.ts";
import { expectShape } from "../layers/expect-shape.ts";
import { geluDense } from "../layers/gelu-dense.ts";
import { layerNorm } from "../layers/layer-norm.ts";
import { paddingScores } from "../layers/padding-scores.ts";
import { moveRows } from "../layers/move-rows.ts";
import { parameter } from "../layers/parameter.ts";
import type { PackedPlaces } from "./packed-places.ts";

/**
 * What every part of one forward pass shares. Activations are [K, H], so that each product is one large one: a row for each
 * place that is computed, all R * T of them where the batch is not packed.
 */
export interface ForwardPass<Config extends EncoderConfig = EncoderConfig> {
  readonly config: Config;
  readonly parameters: Tensors;
  readonly mode: Mode;
  readonly rows: number;
  readonly length: number;
  /** [R, T]: 1 token, 0 padding. */
  readonly attentionMask: tf.Tensor2D;
  readonly packed?: PackedPlaces;
}

/** The pass over a batch, whose shapes are checked. */
export function passOver<Config extends EncoderConfig>(
  config: Config,
  batch: Batch,
  { parameters, mode }: Pick<ForwardPass, "parameters" | "mode">,
): ForwardPass<Config> {
  expectShape(`${config.modelType}: inputIds`, batch.inputIds, ["R", "T"]);
  const [rows, length] = batch.inputIds.shape;
  expectShape(`${config.modelType}: tokenTypeIds`, batch.tokenTypeIds, [rows, length]);
  expectShape(`${config.modelType}: attentionMask`, batch.attentionMask, [rows, length]);
  return { config, parameters, mode, rows, length, attentionMask: batch.attentionMask };
}

/** Context vectors [K, H] that layer `name` attends to from hidden states [K, H]. */
export type Attention = (name: string, hidden: tf.Tensor2D) => tf.Tensor2D;

/**
 * One layer: attention, then feed-forward, each with a residual and a LayerNorm after it. Vaswani et al. 2017,
 * arXiv:1706.03762; the layers of transformers.BertModel and DebertaV2Model 5.23.0, which differ in attention alone.
 */
export function transformerLayer(
  pass: ForwardPass,
  index: number,
  hidden: tf.Tensor2D,
  attend: Attention,
): tf.Tensor2D {
  const name = `encoder.layer.${index}`;
  const context = attend(`${name}.attention.self`, hidden);
  const attended = linear(pass, `${name}.attention.output.dense`, context);
  const middle = addToResidual(pass, `${name}.attention.output.LayerNorm`, attended, hidden);
  const widened = linear(pass, `${name}.intermediate.dense`, middle);
  const narrowed = linear(pass, `${name}.output.dense`, widened, geluDense);
  return addToResidual(pass, `${name}.output.LayerNorm`, narrowed, middle);
}

/** LayerNorm(residual + dropout(x)). */
function addToResidual(pass: ForwardPass, name: string, x: tf.Tensor2D, residual: tf.Tensor2D): tf.Tensor2D {
  return normalize(pass, name, tf.add(dropout(x, pass.config.hiddenDropoutProb, pass.mode), residual));
}

export function linear(
  { parameters }: Pick<ForwardPass, "parameters">,
  name: string,
  x: tf.Tensor2D,
  layer = dense,
): tf.Tensor2D {
  return layer(x, parameter(parameters, `${name}.weight`), parameter(parameters, `${name}.bias`));
}

export function normalize(
  { config, parameters }: Pick<ForwardPass, "config" | "parameters">,
  name: string,
  x: tf.Tensor2D,
): tf.Tensor2D {
  return layerNorm(
    x,
    parameter(parameters, `${name}.weight`),
    parameter(parameters, `${name}.bias`),
    config.layerNormEps,
  );
}

/** [K, N * D] to [R, N, T, D]. */
export function splitHeads({ config, rows, length, packed }: ForwardPass, x: tf.Tensor): tf.Tensor {
  const heads = config.numAttentionHeads;
  const width = config.hiddenSize / heads;
  if (packed) return moveRows(tf.reshape(x, [packed.tokens * heads, width]), packed.splitHeads);
  return tf.transpose(tf.reshape(x, [rows, length, heads, width]), [0, 2, 1, 3]);
}

/** [R, N, T, D] to [K, N * D]. */
export function joinHeads({ config, rows, length, packed }: ForwardPass, x: tf.Tensor): tf.Tensor2D {
  if (packed) {
    const heads = config.numAttentionHeads;
    const byHead = tf.reshape<tf.Rank.R2>(x, [rows * heads * length, config.hiddenSize / heads]);
    return tf.reshape(moveRows(byHead, packed.joinHeads), [packed.tokens, config.hiddenSize]);
  }
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [rows * length, config.hiddenSize]);
}

/** What attention scores [R, N, T, T] get added: 0 to a token, -1e4 to padding; [R, 1, 1, T]. */
export function paddingBias({ attentionMask, rows, length }: ForwardPass): tf.Tensor {
  return tf.reshape(paddingScores(attentionMask), [rows, 1, 1, length]);
}

/** [K, H] to [R, T, H]. */
export function bySequence({ config, rows, length, packed }: ForwardPass, hidden: tf.Tensor2D): tf.Tensor3D {
  const places = packed ? moveRows(hidden, packed.unpack) : hidden;
  return tf.reshape(places, [rows, length, config.hiddenSize]);
}
