import { type Model, type Objective, UserError } from "@dalmeum/contracts";

/** @throws UserError where a head of the model has no loss, or a loss of the objective no head. */
export function checkHeads(model: Model, objective: Objective): void {
  const [has, reads] = [Object.keys(model.heads).toSorted(), objective.heads.toSorted()];
  if (has.join() === reads.join()) return;
  throw new UserError(
    `the model has heads ${has.join(", ")}, the objective reads ${reads.join(", ")}; ` +
      "expected the same: give every head a loss, and name no other",
  );
}
