import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@dalmeum/contracts";
import { parameter } from "../layers/parameter.ts";
import { trainedWhere } from "../layers/trained-where.ts";
import { type ForwardPass, normalize } from "./forward-pass.ts";
import { POSITION_TABLE, TOKEN_TYPE_TABLE, WORD_TABLE } from "./parameter-shapes.ts";

/** A token's, its position's and its type's embeddings in one, those that the config asks for; [R * T, E]. */
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
  const placed = tf.add(tf.reshape(typed, [pass.rows, pass.length, embeddingSize]), positions);
  return tf.reshape(placed, [pass.rows * pass.length, embeddingSize]);
}

function addTypes(pass: ForwardPass, { tokenTypeIds }: Batch, x: tf.Tensor2D): tf.Tensor2D {
  return pass.config.typeVocabSize > 0 ? tf.add(x, lookUp(pass, TOKEN_TYPE_TABLE, tokenTypeIds)) : x;
}

/** Rows of a table, [R * T, E]. */
function lookUp({ parameters, rows, length, config }: ForwardPass, table: string, ids: tf.Tensor): tf.Tensor2D {
  const flat = rows * length;
  return tf.reshape(tf.gather(parameter(parameters, table), tf.reshape(ids, [flat])), [flat, config.embeddingSize]);
}

/**
 * Positions that count a text's tokens from p + 1 on, for padding's id p; the padding token itself, which may stand for
 * an unknown word inside of a text too, has position p and is not counted. Neither its vector nor that position's is trained.
 * transformers 5.23.0, RobertaEmbeddings.create_position_ids_from_input_ids, and padding_idx of torch.nn.Embedding 2.15.
 * @returns positions, int32 [R, T], and 1 for every other token, float32 [R * T, 1].
 */
function countedPositions(
  { config: { padTokenId }, rows, length }: ForwardPass,
  { inputIds, paddingId = tf.scalar(padTokenId, "int32") }: Batch,
): { readonly positions: tf.Tensor; readonly isToken: tf.Tensor2D } {
  // In integers: an engine in bfloat16 counts to 256.
  const whole = (value: number): tf.Scalar => tf.scalar(value, "int32");
  const isToken = tf.sub(whole(1), tf.cast(tf.equal(inputIds, paddingId), "int32"));
  const positions = tf.add(tf.mul(tf.cumsum(isToken, 1), isToken), whole(padTokenId));
  return { positions, isToken: tf.reshape(tf.cast(isToken, "float32"), [rows * length, 1]) };
}

/** LayerNorm of embeddings; [rows, E]. */
export const normalizeEmbeddings = (pass: ForwardPass, sum: tf.Tensor2D): tf.Tensor2D =>
  normalize(pass, "embeddings.LayerNorm", sum);
