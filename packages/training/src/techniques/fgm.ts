import { type Technique, UserError } from "@dalmeum/contracts";
import * as tf from "@tensorflow/tfjs-core";
import { addTensors, mapTensors, unit } from "./tensor-maps.ts";

export interface FgmOptions {
  /** Length of the perturbation of all the batch's word embeddings together, above 0. */
  readonly epsilon: number;
}

/**
 * Fast gradient method: adversarial training on the word embeddings. Gradients are those at E plus those at
 * E + epsilon g / |g|, with E the batch's rows of a lookup table, g their gradient and |g| its norm over all of them; a
 * zero gradient perturbs nothing. The loss told is the clean one. An update computes the model twice.
 * @throws UserError where epsilon is not a finite number above 0, or, at the first step, where no lookup table is trained.
 * @see Miyato, Dai and Goodfellow 2017, arXiv:1605.07725 (there one norm a sequence; here one a batch).
 */
export function fgm({ epsilon }: FgmOptions): Technique {
  if (!(epsilon > 0 && Number.isFinite(epsilon))) {
    throw new UserError(`fgm: found epsilon ${epsilon}, expected a finite number above 0`);
  }
  return {
    name: "fgm",
    options: { epsilon },
    backward: (next, { lookupTables }) => {
      if (lookupTables.length === 0) {
        throw new UserError(
          "fgm: found no word embeddings that are trained, expected some; leave frozenLayers or fgm out",
        );
      }
      return (parameters, lossOf) => {
        const clean = next(parameters, lossOf);
        const perturbed = mapTensors(parameters, (parameter, name) => {
          const gradient = clean.gradients[name];
          if (gradient === undefined || !lookupTables.includes(name)) return parameter;
          return tf.add(parameter, tf.mul(unit(gradient), epsilon));
        });
        const adversarial = next(perturbed, lossOf);
        return { value: clean.value, gradients: addTensors(clean.gradients, adversarial.gradients) };
      };
    },
  };
}
