import { type Model, type Objective, UserError } from "@dalmeum/contracts";

/**
 * @throws UserError where a head of the model has no loss, or a loss of the objective no head, or where the objective
 * reads sentence vectors and the model is a cross-encoder.
 */
export function checkHeads(model: Model, objective: Objective): void {
  if (objective.readsVectors && model.sequencesPerPair !== 2) {
    throw new UserError(
      "the objective reads a vector for each sentence, the model is a cross-encoder and has one for the pair; " +
        "expected a bi-encoder: change the model, or leave the losses on vectors out",
    );
  }
  const [has, reads] = [Object.keys(model.heads).toSorted(), objective.heads.toSorted()];
  if (has.join() === reads.join()) return;
  throw new UserError(
    `the model has heads ${has.join(", ")}, the objective reads ${reads.join(", ")}; ` +
      "expected the same: give every head a loss, and name no other",
  );
}
