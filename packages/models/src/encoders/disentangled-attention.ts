import * as tf from "@tensorflow/tfjs-core";
import type { DebertaV2Config } from "../checkpoint/encoder-config.ts";
import { dropout } from "../layers/dropout.ts";
import { droppedProduct } from "../layers/dropped-product.ts";
import { type ForwardPass, joinHeads, linear, splitHeads } from "./forward-pass.ts";
import { relativePositionRows } from "./relative-positions.ts";

/** Linear layers of one layer's attention from hidden states or from relative positions' vectors. */
export function attentionProjections({ shareAttKey, posAttType }: DebertaV2Config): readonly string[] {
  return [
    ...["query_proj", "key_proj", "value_proj"],
    ...(!shareAttKey && posAttType.c2p ? ["pos_key_proj"] : []),
    ...(!shareAttKey && posAttType.p2c ? ["pos_query_proj"] : []),
  ];
}

/**
 * softmax((Q K^T + Q Kr^T + (K Qr^T)^T) / sqrt(s D) + bias) V over N heads of D = H / N; s counts the terms in the sum.
 * Entry i, j of the second term is the product of query i with the key of j's position relative to i, of the third that of
 * key j with the query of the same relative position. He et al. 2020, arXiv:2006.03654; transformers'
 * DisentangledSelfAttention 5.23.0.
 * @param hidden [R * T, H].
 * @param relative vectors of relative positions, [2 S, H] for a span S.
 * @param bias added to scores, [R, 1, 1, T].
 * @returns [R * T, H].
 */
export function disentangledAttention(
  pass: ForwardPass<DebertaV2Config>,
  name: string,
  hidden: tf.Tensor2D,
  { relative, bias }: { readonly relative: tf.Tensor2D; readonly bias: tf.Tensor },
): tf.Tensor2D {
  const { config, mode, length } = pass;
  const { c2p, p2c } = config.posAttType;
  const vectors = dropout(relative, config.hiddenDropoutProb, mode);
  /** Vectors of the relative positions -(T - 1) .. T - 1 of keys, or the other way round; [2 T - 1, H]. */
  const positions = (own: string, shared: string, order: "ascending" | "descending"): tf.Tensor => {
    const projected = linear(pass, `${name}.${config.shareAttKey ? shared : own}`, vectors);
    const rows = tf.tensor1d([...relativePositionRows(config, order)], "int32");
    return tf.gather(projected, tf.slice(rows, [config.maxLength - length], [2 * length - 1]));
  };
  const query = linear(pass, `${name}.query_proj`, hidden);
  const key = linear(pass, `${name}.key_proj`, hidden);
  const value = splitHeads(pass, linear(pass, `${name}.value_proj`, hidden));
  const terms = [tf.matMul(splitHeads(pass, query), splitHeads(pass, key), false, true)];
  if (c2p) terms.push(relativeProducts(pass, query, positions("pos_key_proj", "key_proj", "descending")));
  if (p2c) {
    const byQuery = relativeProducts(pass, key, positions("pos_query_proj", "query_proj", "ascending"));
    terms.push(tf.transpose(byQuery, [0, 1, 3, 2]));
  }
  const scale = 1 / Math.sqrt((config.hiddenSize / config.numAttentionHeads) * terms.length);
  const scores = tf.mul(tf.addN(terms), scale);
  const probabilities = tf.softmax(tf.add(scores, bias));
  return joinHeads(pass, droppedProduct(probabilities, value, config.attentionProbsDropoutProb, mode));
}

/**
 * From products with relative positions to products with places: y[i, j] = x_i . v[j - i + T - 1]. All products stand in
 * rows of 2 T - 1, each row one place further left than the next; a column of zeros before them and a view of other width
 * shift the rows into line. Dai et al. 2019, arXiv:1901.02860, appendix B.
 * @param x [R * T, H].
 * @param vectors [2 T - 1, H], which all sequences share.
 * @returns [R, N, T, T].
 */
function relativeProducts({ config, rows, length }: ForwardPass, x: tf.Tensor, vectors: tf.Tensor): tf.Tensor {
  const heads = config.numAttentionHeads;
  const width = 2 * length - 1;
  const byHead = (flat: tf.Tensor, count: number): tf.Tensor =>
    tf.transpose(tf.reshape(flat, [count, heads, config.hiddenSize / heads]), [1, 0, 2]);
  const products = tf.matMul(byHead(x, rows * length), byHead(vectors, width), false, true);
  const padded = tf.pad(tf.reshape(products, [heads, rows, length, width]), [
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 0],
  ]);
  const tall = tf.reshape(padded, [heads, rows, width + 1, length]);
  const cut = tf.slice(tall, [0, 0, 1, 0], [heads, rows, width, length]);
  const aligned = tf.reshape(cut, [heads, rows, length, width]);
  return tf.transpose(tf.slice(aligned, [0, 0, 0, 0], [heads, rows, length, length]), [1, 0, 2, 3]);
}
