import type { Model, TokenSequence } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

const vocabularySize = 97;

/** A bi-encoder that keeps the contract: squared distance of the mean letter embeddings. */
export function letterOverlap(): Model {
  const represent: Model["represent"] = ({ letters }, { inputIds, attentionMask }, { noise }) => {
    if (letters === undefined) throw new Error("parameter letters is missing");
    const [rows, tokens] = inputIds.shape;
    const embedded = tf.gather(letters, inputIds);
    const dropped = noise === undefined ? embedded : tf.mul(embedded, noise(embedded.shape, 0.1));
    const masked = tf.mul(dropped, tf.reshape(attentionMask, [rows, tokens, 1]));
    return tf.div(tf.sum<tf.Tensor2D>(masked, 1), tf.reshape(tf.sum(attentionMask, 1), [rows, 1]));
  };
  const score: Model["score"] = (_parameters, vectors) => {
    const [first, second] = tf.split(vectors, 2);
    if (first === undefined || second === undefined) throw new Error("two sequences a pair expected");
    return { similarity: tf.sub(5, tf.sum<tf.Tensor1D>(tf.square(tf.sub(first, second)), 1)) };
  };
  return {
    sequencesPerPair: 2,
    maxLength: 32,
    padTokenId: 0,
    heads: { similarity: "score" },
    lookupTables: ["letters"],
    encode: ({ sentence1, sentence2 }, maxLength) => [
      sequenceOf(sentence1, maxLength),
      sequenceOf(sentence2, maxLength),
    ],
    init: (rng) => ({
      letters: {
        shape: [vocabularySize, 4],
        values: Float32Array.from({ length: vocabularySize * 4 }, () => rng.normal()),
      },
    }),
    represent,
    score,
    scoreReads: () => false,
    apply: (parameters, batch, mode) => score(parameters, represent(parameters, batch, mode)),
  };
}

function sequenceOf(sentence: string, maxLength: number): TokenSequence {
  const inputIds = Array.from(
    sentence.slice(0, maxLength),
    (letter) => 1 + ((letter.codePointAt(0) ?? 0) % (vocabularySize - 1)),
  );
  return { inputIds, tokenTypeIds: inputIds.map(() => 0) };
}
