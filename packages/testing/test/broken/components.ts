import type {
  Augmentation,
  Ensembler,
  Learner,
  Loss,
  Model,
  Optimizer,
  Technique,
  VectorLoss,
} from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import {
  describeAugmentation,
  describeEnsembler,
  describeLearner,
  describeLoss,
  describeModel,
  describeOptimizer,
  describeTechnique,
  describeVectorLoss,
  scoredPair,
} from "../../src/index.ts";
import { commonWord } from "../components/common-word.ts";
import { firstMember } from "../components/first-member.ts";
import { gradientDescent } from "../components/gradient-descent.ts";
import { letterOverlap } from "../components/letter-overlap.ts";
import { repeatPairs } from "../components/repeat-pairs.ts";
import { squaredError } from "../components/squared-error.ts";
import { squaredGap } from "../components/squared-gap.ts";
import { uphill } from "../components/uphill.ts";
import { forgetfulError } from "./forgetful-error.ts";

// Sound components with one fault each; ../broken-components.test.ts knows what must find it.

const lossWith = (compute: Loss["compute"]) => (): Loss => ({
  ...squaredError(),
  compute: (predictions, targets, weights) => {
    squaredError().compute(predictions, targets, weights).dispose();
    return tf.tidy(() => compute(predictions, targets, weights));
  },
});

describeLoss("squaredGap whose record says squaredError", squaredError);
describeLoss("unlistedError", () => ({ ...squaredError(), name: "unlistedError" }));
describeLoss("forgetfulError", forgetfulError);
describeLoss(
  "squaredError that counts padding",
  lossWith((predictions, targets) => tf.mean(tf.squaredDifference(predictions, targets))),
);
describeLoss("squaredError that broadcasts", () => ({
  ...squaredError(),
  compute: (predictions, targets, weights) =>
    tf.tidy(() => tf.mean(tf.mul(weights, tf.squaredDifference(predictions, targets)))),
}));
describeLoss(
  "squaredError that reads a tensor back",
  lossWith((predictions, targets, weights) => {
    const rows = Array.from(weights.dataSync()).filter((weight) => weight === 1).length;
    return tf.div(tf.sum(tf.mul(weights, tf.squaredDifference(predictions, targets))), Math.max(rows, 1));
  }),
);

describeLoss(
  "squaredError that knows the order of rows",
  lossWith((predictions, targets, weights) => {
    const errors = tf.mul(weights, tf.square(tf.sub(predictions, targets)));
    return tf.div(tf.sum(tf.mul(errors, tf.cumsum(weights))), tf.maximum(tf.sum(weights), 1));
  }),
);

const vectorLossWith = (compute: VectorLoss["compute"]) => (): VectorLoss => ({
  ...squaredGap(),
  compute: (vectors, targets, weights) => {
    squaredGap().compute(vectors, targets, weights).dispose();
    return tf.tidy(() => compute(vectors, targets, weights));
  },
});

describeVectorLoss(
  "squaredGap that counts padding",
  vectorLossWith(({ sentence1, sentence2 }, targets) =>
    tf.mean(tf.square(tf.sub(tf.tanh(tf.sum(tf.mul(sentence1, sentence2), 1)), targets))),
  ),
);
describeVectorLoss(
  "squaredGap that divides by a length",
  vectorLossWith(({ sentence1, sentence2 }, targets, weights) => {
    const lengths = tf.mul(tf.norm(sentence1, 2, 1), tf.norm(sentence2, 2, 1));
    const cosines = tf.div(tf.sum(tf.mul(sentence1, sentence2), 1), lengths);
    const gaps = tf.square(tf.sub(cosines, targets));
    return tf.div(tf.sum(tf.where(tf.greater(weights, 0), gaps, tf.zerosLike(gaps))), tf.maximum(tf.sum(weights), 1));
  }),
);

describeModel(
  "letterOverlap that pools padding",
  (): Model => {
    const sound = letterOverlap();
    const represent: Model["represent"] = (parameters, batch, mode) =>
      sound.represent(parameters, { ...batch, attentionMask: tf.onesLike(batch.attentionMask) }, mode);
    return {
      ...sound,
      represent,
      apply: (parameters, batch, mode) => sound.score(parameters, represent(parameters, batch, mode)),
    };
  },
  [scoredPair(), scoredPair({ id: "pair-2", sentence1: "안녕" })],
);

describeModel(
  "letterOverlap that keeps its letters from the encoder",
  () => ({ ...letterOverlap(), scoreReads: () => true }),
  [scoredPair(), scoredPair({ id: "pair-2", sentence1: "안녕" })],
);

/** Gradient descent on other gradients than it was given. */
const descentOn = (change: (gradient: tf.Tensor, name: string) => tf.Tensor) => (): Optimizer => ({
  ...gradientDescent(),
  update: (parameters, gradients, slots, position) => {
    const changed = Object.entries(gradients).map(([name, gradient]) => [name, change(gradient, name)] as const);
    return gradientDescent().update(parameters, Object.fromEntries(changed), slots, position);
  },
});

describeOptimizer(
  "gradientDescent that mixes rows",
  descentOn((gradient) => tf.add(gradient, tf.mean(gradient, 0, true))),
);
describeOptimizer(
  "gradientDescent whose groups have several rules",
  descentOn((gradient, name) => tf.mul(gradient, name.endsWith("bias") ? 2 : 1)),
);

describeOptimizer(
  "gradientDescent that is not clipped",
  (): Optimizer => ({
    ...gradientDescent(),
    update: (parameters, gradients, slots, position) =>
      gradientDescent().update(parameters, gradients, slots, { ...position, gradientScale: tf.scalar(1) }),
  }),
);

describeTechnique(
  "uphill that counts padding",
  (): Technique => ({
    ...uphill(),
    forward: (next) => (parameters) => {
      const { loss, outputs } = next(parameters);
      const size = tf.addN(Object.values(outputs).map((output) => tf.mean(tf.abs(output))));
      return { loss: tf.add(loss, size), outputs };
    },
  }),
);
describeTechnique(
  "uphill that divides by a gradient",
  (): Technique => ({
    ...uphill(),
    backward: (next) => (parameters, lossOf) => {
      const { value, gradients } = next(parameters, lossOf);
      const scaled = Object.entries(gradients).map(([name, x]) => [name, tf.div(x, tf.norm(x))] as const);
      return { value, gradients: Object.fromEntries(scaled) };
    },
  }),
);

describeAugmentation(
  "repeatPairs without a seed",
  (): Augmentation => ({
    ...repeatPairs(),
    augment: (pairs, rng) =>
      repeatPairs()
        .augment(pairs, rng, [])
        .map((pair) => (pair.parentId === undefined ? pair : { ...pair, score: Math.random() * 5 })),
  }),
  { random: false },
);
describeAugmentation(
  "repeatPairs that repeats ids",
  (): Augmentation => ({
    ...repeatPairs(),
    augment: (pairs) => [...pairs, ...pairs.map((pair) => ({ ...pair, parentId: pair.id }))],
  }),
  { random: false },
);
describeAugmentation("repeatPairs that pretends to be random", repeatPairs);
describeAugmentation(
  "repeatPairs that moves given pairs",
  (): Augmentation => ({
    ...repeatPairs(),
    augment: (pairs, rng) => repeatPairs().augment(pairs.toReversed(), rng, []),
  }),
  { random: false },
);
describeAugmentation(
  "repeatPairs that takes syllables apart",
  (): Augmentation => ({
    ...repeatPairs(),
    augment: (pairs, rng) =>
      repeatPairs()
        .augment(pairs, rng, [])
        .map((pair) => (pair.parentId === undefined ? pair : { ...pair, sentence1: pair.sentence1.normalize("NFD") })),
  }),
  { random: false },
);

describeEnsembler(
  "firstMember that joins by position",
  (): Ensembler => ({
    ...firstMember(),
    fit: (fitted, gold) => {
      const { weights, combine } = firstMember().fit(fitted, gold);
      return {
        weights,
        combine: (members) =>
          combine(members).map(({ id }, row) => ({
            id,
            prediction: members.reduce((sum, member) => sum + (member[row]?.prediction ?? NaN), 0) / members.length,
          })),
      };
    },
  }),
);

describeLearner(
  "commonWord that reads the score it is to predict",
  (): Learner => ({
    ...commonWord(),
    fit: () => (pair) => ("score" in pair && typeof pair.score === "number" ? pair.score : 0),
  }),
);
describeLearner(
  "commonWord that is not finite for empty text",
  (): Learner => ({
    ...commonWord(),
    fit: (pairs, rng) => {
      const score = commonWord().fit(pairs, rng);
      return (pair) => score(pair) / Math.min(1, pair.sentence1.length);
    },
  }),
);
