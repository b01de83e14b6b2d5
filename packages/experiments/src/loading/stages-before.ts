import type { TrainingExperiment } from "../definitions/define-experiment.ts";
import type { LoadedExperiment } from "./load-experiment.ts";

/** The experiments that trained what one starts from, the last before it first; none where it starts from a checkpoint. */
export const stagesBefore = ({
  origin,
}: Pick<LoadedExperiment, "origin">): readonly LoadedExperiment<TrainingExperiment>[] =>
  origin === undefined ? [] : [origin, ...stagesBefore(origin)];
