import { join, relative } from "node:path";
import type { LoadedExperiment, TrainingExperiment } from "@dalmeum/experiments";
import { keyText, type RunKey } from "../record/run-key.ts";
import type { RunTools } from "../makers/run-maker.ts";
import { fetchModel } from "../train/fetch-model.ts";
import { loadParts } from "../makers/training/load-parts.ts";
import { trainingPairs } from "../makers/pairs/training-pairs.ts";
import { counted } from "@dalmeum/contracts";
import { profileUpdates } from "./profile-updates.ts";
import { PROFILE_FILES, writeProfile } from "./write-profile.ts";

/** Where a profile lies. */
export interface TrainingProfile {
  /** Its first lines. */
  readonly head: readonly string[];
  /** Per operator and node, relative to the workspace root. */
  readonly text: string;
  /** Over time, relative to the workspace root. */
  readonly trace: string;
}

/** Profile a few updates of an experiment's training; what they trained is dropped. */
export async function profileTraining(
  loaded: LoadedExperiment<TrainingExperiment>,
  key: RunKey,
  { engine, reporter, signal }: RunTools,
): Promise<TrainingProfile> {
  const { experiment, folder, root, name } = loaded;
  const { seed } = key;
  await fetchModel(loaded, reporter, signal);
  const parts = await loadParts(loaded);
  parts.dataset.warnings.forEach(reporter.say);
  const pairs = trainingPairs({ experiment, ...parts }, key).train;
  const profile = await profileUpdates({ experiment, seed, pairs, model: parts.model, engine, reporter, signal });
  // 2026-01-31T12-59-59-123Z: a name that sorts by time and that every file system takes.
  const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const target = join(folder, "profiles", `${engine.name}-${engine.precision}-${time}`);
  const batches = counted(experiment.batchSize, "pair");
  const title = `${name}, ${keyText(key)}, batches of ${batches}, ${engine.name} in ${engine.precision}`;
  const head = writeProfile(target, title, profile);
  const relativeTo = (file: string): string => relative(root, join(target, file));
  return { head, text: relativeTo(PROFILE_FILES.text), trace: relativeTo(PROFILE_FILES.trace) };
}
