import * as tf from "@tensorflow/tfjs-core";

/** Added to the scores of padding. exp(-1e4) is 0 in float32, and -1e4 stays finite in float16. */
const PADDING_SCORE = -1e4;

/** What a softmax's scores get added, so that padding weighs nothing: 0 for a token, -1e4 for padding; of the mask's shape. */
export const paddingScores = (attentionMask: tf.Tensor): tf.Tensor => tf.mul(tf.sub(1, attentionMask), PADDING_SCORE);
