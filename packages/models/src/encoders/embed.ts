import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@dalmeum/contracts";
import { parameter } from "../layers/parameter.ts";
import { type ForwardPass, normalize } from "./forward-pass.ts";
import { POSITION_TABLE, TOKEN_TYPE_TABLE, WORD_TABLE } from "./parameter-shapes.ts";

/** A token's, its position's and its type's embeddings in one, those that the config asks for; [R * T, E]. */
export function embeddingSum({ config, parameters, rows, length }: ForwardPass, batch: Batch): tf.Tensor2D {
  const { embeddingSize, positionBiasedInput, positionOffset, typeVocabSize } = config;
  const flat = rows * length;
  const lookUp = (table: string, ids: tf.Tensor): tf.Tensor =>
    tf.gather(parameter(parameters, table), tf.reshape(ids, [flat]));
  const words = lookUp(WORD_TABLE, batch.inputIds);
  const typed = typeVocabSize > 0 ? tf.add(words, lookUp(TOKEN_TYPE_TABLE, batch.tokenTypeIds)) : words;
  if (!positionBiasedInput) return tf.reshape(typed, [flat, embeddingSize]);
  const positions = tf.slice(parameter(parameters, POSITION_TABLE), [positionOffset, 0], [length, embeddingSize]);
  const placed = tf.add(tf.reshape(typed, [rows, length, embeddingSize]), positions);
  return tf.reshape(placed, [flat, embeddingSize]);
}

/** LayerNorm of embeddings; [rows, E]. */
export const normalizeEmbeddings = (pass: ForwardPass, sum: tf.Tensor2D): tf.Tensor2D =>
  normalize(pass, "embeddings.LayerNorm", sum);
