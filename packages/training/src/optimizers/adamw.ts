import type { Optimizer, Tensors } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { isObjectiveParameter } from "../state/keys.ts";

export interface AdamwOptions {
  /** Decoupled decay of weights, not of biases, LayerNorm and an objective's own parameters. */
  readonly weightDecay?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /**
   * Factors of the learning rate by the beginning of a parameter's name; the longest match counts. What an objective
   * learns itself begins with `objective.`.
   */
  readonly learningRateScales?: Readonly<Record<string, number>>;
}

/** Parameters that decay would only pull away from where they belong (BERT's original recipe). */
const NOT_DECAYED = /(^|\.)(bias|LayerNorm\.\w+)$/;
const isDecayed = (name: string): boolean => !NOT_DECAYED.test(name) && !isObjectiveParameter(name);

/**
 * AdamW, with g the gradient times its scale: m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2,
 * p = p - lr (decay p + (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)).
 *
 * Lookup tables are updated on the rows of the batch alone, so a row that a batch lacks neither decays nor moves.
 * @see Loshchilov and Hutter 2019, arXiv:1711.05101; values as torch.optim.AdamW 2.15.
 */
export function adamw({
  weightDecay = 0.01,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  learningRateScales = {},
}: AdamwOptions = {}): Optimizer {
  return {
    name: "adamw",
    options: { weightDecay, beta1, beta2, epsilon, learningRateScales },
    slots: ["firstMoment", "secondMoment"],
    groupOf: (name) => `scale ${scaleOf(name, learningRateScales)}, ${isDecayed(name) ? "decayed" : "not decayed"}`,
    update: (parameters, gradients, slots, { step, learningRate, gradientScale }) => {
      const correction2 = tf.sqrt(tf.sub(1, tf.pow(beta2, step)));
      // Both bias corrections as one factor of the rate: lr sqrt(1 - b2^t) / (1 - b1^t), with epsilon scaled alike.
      const rate = tf.div(tf.mul(learningRate, correction2), tf.sub(1, tf.pow(beta1, step)));
      const scaledEpsilon = tf.mul(correction2, epsilon);
      const share1 = tf.mul(gradientScale, 1 - beta1);
      const share2 = tf.mul(tf.square(gradientScale), 1 - beta2);
      const updated: Record<string, tf.Tensor> = {};
      const firstMoment: Record<string, tf.Tensor> = {};
      const secondMoment: Record<string, tf.Tensor> = {};
      for (const [name, parameter] of Object.entries(parameters)) {
        const gradient = tensorOf(gradients, name, "gradient");
        const m = tf.add(tf.mul(tensorOf(slots.firstMoment, name, "firstMoment"), beta1), tf.mul(gradient, share1));
        const v = tf.add(
          tf.mul(tensorOf(slots.secondMoment, name, "secondMoment"), beta2),
          tf.mul(tf.square(gradient), share2),
        );
        const scale = scaleOf(name, learningRateScales);
        const moved = tf.div(tf.mul(m, tf.mul(rate, scale)), tf.add(tf.sqrt(v), scaledEpsilon));
        const kept = isDecayed(name)
          ? tf.mul(parameter, tf.sub(1, tf.mul(learningRate, scale * weightDecay)))
          : parameter;
        updated[name] = tf.sub(kept, moved);
        firstMoment[name] = m;
        secondMoment[name] = v;
      }
      return { parameters: updated, slots: { firstMoment, secondMoment } };
    },
  };
}

function scaleOf(name: string, scales: Readonly<Record<string, number>>): number {
  const matches = Object.entries(scales).filter(([prefix]) => name.startsWith(prefix));
  const [, scale] = matches.reduce((best, next) => (next[0].length > best[0].length ? next : best), ["", 1]);
  return scale;
}

function tensorOf(tensors: Tensors | undefined, name: string, kind: string): tf.Tensor {
  const tensor = tensors?.[name];
  if (!tensor) throw new Error(`adamw: parameter "${name}" has no ${kind}`);
  return tensor;
}
