import { type Model, type Objective, type ScoredPair, type SentencePair, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";

/** Sequences of a pair with its hard negative: the first sentence's, the second one's, the negative's. */
const WITH_NEGATIVE = 3;

/**
 * The model as it reads the pairs of a training: with a third sequence each where pairs have hard negatives and the objective
 * reads vectors; as it is where not. Heads see the first two.
 * @throws UserError where some pairs have a hard negative and others have none.
 */
export function modelOfTraining(model: Model, objective: Objective, pairs: readonly ScoredPair[]): Model {
  if (!objective.readsVectors || pairs.every(({ hardNegative }) => hardNegative === undefined)) return model;
  const without = pairs.find(({ hardNegative }) => hardNegative === undefined);
  if (without) {
    throw new UserError(
      `pair "${without.id}": found no hard negative, and others have one; expected one of every pair or of none: ` +
        "leave the others out, or train on them in a stage of their own",
    );
  }
  const score: Model["score"] = (parameters, vectors) => model.score(parameters, withoutNegatives(vectors));
  return {
    ...model,
    sequencesPerPair: WITH_NEGATIVE,
    encode: (pair: MaybeWithNegative, maxLength) => [
      ...model.encode(pair, maxLength),
      ...model.encode({ ...pair, sentence2: pair.hardNegative ?? pair.sentence2 }, maxLength).slice(1),
    ],
    score,
    apply: (parameters, batch, mode) => score(parameters, model.represent(parameters, batch, mode)),
  };
}

type MaybeWithNegative = SentencePair & Pick<ScoredPair, "hardNegative">;

/** [3 B, H] to [2 B, H]. */
function withoutNegatives(vectors: tf.Tensor2D): tf.Tensor2D {
  const [rows, width] = vectors.shape;
  return tf.slice(vectors, [0, 0], [(rows / WITH_NEGATIVE) * 2, width]);
}
