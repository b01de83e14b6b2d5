import { type Json, type Loss, type ObjectiveInputs, UserError, type VectorLoss } from "@dalmeum/contracts";
import type { Scalar } from "@tensorflow/tfjs-core";

/** A loss on the outputs of a head, `similarity` where none is named, or one on sentence vectors. */
export type LossOnHead = readonly [loss: Loss, head?: string] | readonly [loss: VectorLoss];

/** Losses on vectors train it too: they order the cosines that it reads. */
const DEFAULT_HEAD = "similarity";

/** Heads that losses train. */
export const headsOf = (terms: readonly LossOnHead[]): readonly string[] => [
  ...new Set(terms.map(([, head = DEFAULT_HEAD]) => head)),
];

export const readsVectors = (terms: readonly LossOnHead[]): boolean => terms.some(([{ reads }]) => reads === "vectors");

/** A term as a run record tells it. */
export function describeTerm([loss, head = DEFAULT_HEAD]: LossOnHead): Readonly<Record<string, Json>> {
  const { name, options, reads } = loss;
  return { ...(reads === "outputs" ? { head } : {}), loss: { name, options } };
}

/**
 * The value of a term's loss.
 * @throws UserError where the model lacks what it reads.
 */
export function valueOfTerm(
  objective: string,
  [loss, head = DEFAULT_HEAD]: LossOnHead,
  { outputs, targets, labels, vectors, weights }: ObjectiveInputs,
): Scalar {
  if (loss.reads === "vectors") {
    if (vectors) return loss.compute(vectors, labels[loss.target], weights);
    throw new UserError(`${objective}: ${loss.name} reads a vector for each sentence, which a bi-encoder alone has`);
  }
  const [output, target] = [outputs[head], targets[head]];
  if (output && target) return loss.compute(output, target, weights);
  throw new UserError(
    `${objective}: ${loss.name} reads head "${head}"; the model has ${Object.keys(outputs).join(", ")}`,
  );
}
