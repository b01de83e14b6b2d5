import { type Prediction, UserError } from "@dalmeum/contracts";
import type { EvidenceRun } from "@dalmeum/evidence";
import { type EnsembleExperiment, type LoadedExperiment, loadMembers } from "@dalmeum/experiments";
import { memberPredictions } from "@dalmeum/runs";
import type { DataSet } from "../workspace/data-sets.ts";
import type { Point, Workspace } from "../workspace/read-workspace.ts";

/** A member of an ensemble, with what its runs that were blended predicted of the training pairs, out of fold. */
export interface BlendedMember {
  readonly point: Point;
  readonly predictions: readonly Prediction[];
}

/**
 * The members of an ensemble, in its order.
 * @throws UserError where one is not there, or its predictions are not of the training pairs.
 */
export async function blendedMembers(
  ensemble: LoadedExperiment<EnsembleExperiment>,
  run: EvidenceRun,
  { dataset }: DataSet,
  { pointOf }: Workspace,
): Promise<readonly BlendedMember[]> {
  const blended = run.record.inputs.members ?? {};
  const members = await loadMembers(ensemble);
  return members.map((member) => {
    const { reference } = member;
    const point = pointOf(member);
    if (point === undefined) throw new UserError(`${reference}: found no run of this member`);
    const runs = point.candidates.filter(({ path }) => path in blended);
    return { point, predictions: memberPredictions({ reference, runs }, "heldOut", dataset.train) };
  });
}
