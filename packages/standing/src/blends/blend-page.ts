import { withPostProcessing } from "@dalmeum/ensembling";
import { errorCorrelations } from "@dalmeum/evaluation";
import type { EnsembleExperiment, LoadedExperiment } from "@dalmeum/experiments";
import type { BlendResult } from "@dalmeum/runs";
import { intervalOf, orNull } from "../numbers.ts";
import type { Judge } from "../scores/judge.ts";
import type { Blend, BlendCandidate, BlendPage } from "../types/index.ts";
import type { DataSet } from "../workspace/data-sets.ts";
import type { Point, Workspace } from "../workspace/read-workspace.ts";
import { type BlendedMember, blendedMembers } from "./blend-members.ts";
import { candidatesOf } from "./candidates.ts";
import { KINDS, memberKind } from "./member-kind.ts";

/** Every ensemble with a run of today's options, the best one first. */
export async function blendPage(workspace: Workspace, judge: Judge): Promise<BlendPage> {
  const blends: Blend[] = [];
  for (const point of workspace.points) {
    const { loaded, data } = point;
    const { experiment, reference } = loaded;
    if (experiment.kind !== "ensemble" || data === undefined) continue;
    const ensemble = { ...loaded, experiment };
    const read = () => readBlend({ point, ensemble, data, workspace, judge });
    const blend = await workspace.problems.attemptAsync("blend", reference, read);
    if (blend !== undefined) blends.push(blend);
  }
  return { blends: blends.toSorted((a, b) => b.nested - a.nested) };
}

interface BlendTask {
  readonly point: Point;
  readonly ensemble: LoadedExperiment<EnsembleExperiment>;
  readonly data: DataSet;
  readonly workspace: Workspace;
  readonly judge: Judge;
}

/** Undefined where it has no run. */
async function readBlend({ point, ensemble, data, workspace, judge }: BlendTask): Promise<Blend | undefined> {
  const [run] = point.used;
  const result = run?.record.result.blend;
  if (run === undefined || result === undefined) return undefined;
  const { train } = data.dataset;
  const members = await blendedMembers(ensemble, run, data, workspace);
  const scores = train.map(({ score }) => score);
  const { ensembler, postProcessing, nestedFolds } = ensemble.experiment;
  const blended = new Set(members.map((member) => member.point));
  const candidates = candidatesOf(
    {
      identity: run.record.identity,
      ensembler: withPostProcessing(ensembler, postProcessing),
      members: members.map(({ predictions }) => predictions),
      ...{ ids: train.map(({ id }) => id), scores },
      folds: nestedFolds.split(train).folds.map(({ heldOut }) => heldOut.map(({ id }) => id)),
    },
    workspace.points.flatMap((other) => {
      if (other.data !== data || blended.has(other) || other.loaded.experiment.kind === "ensemble") return [];
      const judged = judge.judge(other, "out-of-fold", workspace.problems);
      return judged === undefined ? [] : [{ point: other, judged }];
    }),
  );
  const errors = errorCorrelations(
    members.map(({ predictions }) => predictions.map(({ prediction }) => prediction)),
    scores,
  );
  return {
    ...{ experiment: point.id, reference: ensemble.reference, ensembler: ensembler.name, pairs: train.length },
    ...learned(result, members),
    errorCorrelations: errors.map((row) => row.map(orNull)),
    ...{ candidates, absent: absentKinds(members, candidates) },
  };
}

/** What its run's record says: members are in the order of the experiment's. */
function learned({ members, modules, fitted, nested, postProcessing }: BlendResult, blended: readonly BlendedMember[]) {
  return {
    ...{ fitted, nested },
    members: members.map(({ experiment: reference, weight, pearson, adds }, place) => ({
      ...{ experiment: blended[place]?.point.id ?? "", reference, weight, pearson, adds: adds && intervalOf(adds) },
    })),
    modules: modules.map((group) => ({ ...group, adds: group.adds && intervalOf(group.adds) })),
    postProcessing: postProcessing.flatMap(({ name, pearson, gain }) => {
      const interval = intervalOf(gain);
      return interval === null ? [] : [{ name, pearson, gain: interval }];
    }),
  };
}

function absentKinds(members: readonly BlendedMember[], candidates: readonly BlendCandidate[]): Blend["absent"] {
  const there = new Set([...members.map(({ point }) => memberKind(point)), ...candidates.map(({ kind }) => kind)]);
  return KINDS.filter((kind) => !there.has(kind));
}
