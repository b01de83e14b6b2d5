export { openMlflow } from "./mlflow/open-mlflow.ts";
export { type MlflowSettings, readMlflowSettings } from "./mlflow/settings.ts";
export { createRunReader, type RunReader } from "./runs/read-runs.ts";
export { openTensorboard } from "./tensorboard/open-tensorboard.ts";
export { type TrackOptions, trackRuns } from "./track-runs.ts";
export type { Point, Series, TrackedRun } from "./tracked-run.ts";
export type { Tracked, Tracker } from "./tracker.ts";
export { UnreachableError } from "./unreachable-error.ts";
