import { type Technique, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { isObjectiveParameter } from "../state/keys.ts";
import { mapTensors, norm, unit } from "./tensor-maps.ts";

export interface AwpOptions {
  /** Length of a weight's perturbation, relative to the weight's; above 0, e.g. 0.01. */
  readonly gamma: number;
}

/**
 * Adversarial weight perturbation: gradients are those at w + gamma |w| g / |g| for every weight matrix w with gradient
 * g, norms over the whole matrix; biases, LayerNorm, lookup tables and the objective's own parameters stay. A zero
 * gradient perturbs nothing. The loss told is the clean one. An update computes the model twice.
 * @throws UserError where gamma is not a finite number above 0.
 * @see Wu, Xia and Wang 2020, arXiv:2004.05884, without its adversarial inputs: those are `fgm`'s.
 */
export function awp({ gamma }: AwpOptions): Technique {
  if (!(gamma > 0 && Number.isFinite(gamma))) {
    throw new UserError(`awp: found gamma ${gamma}, expected a finite number above 0`);
  }
  return {
    name: "awp",
    options: { gamma },
    backward:
      (next, { lookupTables }) =>
      (parameters, lossOf) => {
        const clean = next(parameters, lossOf);
        const perturbed = mapTensors(parameters, (parameter, name) => {
          const gradient = clean.gradients[name];
          const isWeight = parameter.rank === 2 && !lookupTables.includes(name) && !isObjectiveParameter(name);
          if (gradient === undefined || !isWeight) return parameter;
          return tf.add(parameter, tf.mul(unit(gradient), tf.mul(norm(parameter), gamma)));
        });
        return { value: clean.value, gradients: next(perturbed, lossOf).gradients };
      },
  };
}
