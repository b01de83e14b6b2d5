import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@dalmeum/contracts";
import { parameter } from "../layers/parameter.ts";
import { trainedWhere } from "../layers/trained-where.ts";
import { type ForwardPass, normalize } from "./forward-pass.ts";
import { POSITION_TABLE, TOKEN_TYPE_TABLE, WORD_TABLE } from "./parameter-shapes.ts";

/** A token's, its position's and its type's embeddings in one, those that the config asks for; [K, E]. */
export function embeddingSum(pass: ForwardPass, batch: Batch): tf.Tensor2D {
  const { embeddingSize, positionBiasedInput, positionsCountTokens } = pass.config;
  const words = lookUp(pass, WORD_TABLE, batch.inputIds);
  if (positionsCountTokens) {
    const { positions, isToken } = countedPositions(pass, batch);
    const placed = trainedWhere(isToken, tf.add(words, lookUp(pass, POSITION_TABLE, positions)));
    return addTypes(pass, batch, placed);
  }
  const typed = addTypes(pass, batch, words);
  if (!positionBiasedInput) return typed;
  const positions = tf.slice(parameter(pass.parameters, POSITION_TABLE), [0, 0], [pass.length, embeddingSize]);
  if (batch.packing && pass.packed) return tf.add(typed, tf.gather(positions, batch.packing.columns));
  const placed = tf.add(tf.reshape(typed, [pass.rows, pass.length, embeddingSize]), positions);
  return tf.reshape(placed, [pass.rows * pass.length, embeddingSize]);
}

function addTypes(pass: ForwardPass, { tokenTypeIds }: Batch, x: tf.Tensor2D): tf.Tensor2D {
  return pass.config.typeVocabSize > 0 ? tf.add(x, lookUp(pass, TOKEN_TYPE_TABLE, tokenTypeIds)) : x;
}

/** Rows of a table, [K, E], for ids [R, T]. */
function lookUp(pass: ForwardPass, table: string, ids: tf.Tensor): tf.Tensor2D {
  const computed = computedOf(pass, ids);
  const rows = tf.gather(parameter(pass.parameters, table), computed);
  return tf.reshape(rows, [computed.size, pass.config.embeddingSize]);
}

/** [R, T] to [K]. */
function computedOf({ rows, length, packed }: ForwardPass, integers: tf.Tensor): tf.Tensor1D {
  const all = tf.reshape<tf.Rank.R1>(integers, [rows * length]);
  return packed ? tf.gather(all, packed.pack.from) : all;
}

/**
 * Positions that count a text's tokens from p + 1 on, for padding's id p; the padding token itself, which may stand for
 * an unknown word inside of a text too, has position p and is not counted. Neither its vector nor that position's is trained.
 * transformers 5.23.0, RobertaEmbeddings.create_position_ids_from_input_ids, and padding_idx of torch.nn.Embedding 2.15.
 * @returns positions, int32 [R, T], and 1 for every other token, float32 [K, 1].
 */
function countedPositions(
  pass: ForwardPass,
  { inputIds, paddingId = tf.scalar(pass.config.padTokenId, "int32") }: Batch,
): { readonly positions: tf.Tensor; readonly isToken: tf.Tensor2D } {
  const { padTokenId } = pass.config;
  // In integers: an engine in bfloat16 counts to 256.
  const whole = (value: number): tf.Scalar => tf.scalar(value, "int32");
  const isToken = tf.sub(whole(1), tf.cast(tf.equal(inputIds, paddingId), "int32"));
  const positions = tf.add(tf.mul(tf.cumsum(isToken, 1), isToken), whole(padTokenId));
  return { positions, isToken: tf.expandDims<tf.Tensor2D>(tf.cast(computedOf(pass, isToken), "float32"), 1) };
}

/** LayerNorm of embeddings; [rows, E]. */
export const normalizeEmbeddings = (pass: ForwardPass, sum: tf.Tensor2D): tf.Tensor2D =>
  normalize(pass, "embeddings.LayerNorm", sum);
