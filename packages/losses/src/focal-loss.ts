import { UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { defineRowLoss, type RowLoss } from "./define-loss.ts";

export interface FocalLossOptions {
  /** How much rows that are right already are left out of account, from 0 on; 0 is cross-entropy. Default 2. */
  readonly gamma?: number;
  /** Weight of label 1, between 0 and 1; label 0 has the rest. Both have weight 1 where it is absent. */
  readonly alpha?: number;
}

/**
 * Cross-entropy that dwells on what is hard: mean of a_t (1 - p_t)^gamma (-log p_t) for logits x and labels t, 0 or 1, with
 * p_t the probability of the true label, sigmoid(x) or 1 - sigmoid(x). Range 0 and up, in nats.
 *
 * Computed as exp(-gamma softplus(z)) softplus(-z) with z = x for label 1 and -x for label 0, which stays exact and
 * differentiable where p_t is 1.
 * @throws UserError where gamma is below 0 or alpha not between 0 and 1.
 * @see Lin et al. 2017, arXiv:1708.02002; values as torchvision.ops.sigmoid_focal_loss 0.29.
 */
export function focalLoss({ gamma = 2, alpha }: FocalLossOptions = {}): RowLoss {
  if (!(gamma >= 0 && Number.isFinite(gamma))) {
    throw new UserError(`focalLoss: found gamma ${gamma}, expected a finite number from 0 on`);
  }
  if (alpha !== undefined && !(alpha > 0 && alpha < 1)) {
    throw new UserError(
      `focalLoss: found alpha ${alpha}, expected above 0 and below 1; leave it out for equal weights`,
    );
  }
  return defineRowLoss("focalLoss", { gamma, ...(alpha === undefined ? {} : { alpha }) }, (logits, labels) => {
    const towardsLabel = tf.mul<tf.Tensor1D>(logits, tf.sub(tf.mul(labels, 2), 1));
    const entropy = tf.softplus(tf.neg(towardsLabel));
    const costs = tf.mul<tf.Tensor1D>(tf.exp(tf.mul(tf.softplus(towardsLabel), -gamma)), entropy);
    return alpha === undefined ? costs : tf.mul(costs, tf.add(tf.mul(labels, 2 * alpha - 1), 1 - alpha));
  });
}
