import { join, relative } from "node:path";
import type { TrainingExperiment } from "../experiments/define-experiment.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { keyText, type RunKey } from "../runs/run-key.ts";
import type { RunTools } from "../runs/run-maker.ts";
import { fetchModel } from "../training/fetch-model.ts";
import { loadParts } from "../training/load-parts.ts";
import { trainingPairs } from "../training/training-pairs.ts";
import { counted } from "../terminal/format.ts";
import { profileUpdates } from "./profile-updates.ts";
import { PROFILE_FILES, writeProfile } from "./write-profile.ts";

/** Profile a few updates of an experiment's training; what they trained is dropped. */
export async function profileTraining(
  loaded: LoadedExperiment<TrainingExperiment>,
  key: RunKey,
  { engine, reporter, signal }: RunTools,
): Promise<void> {
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
  const [text, trace] = [PROFILE_FILES.text, PROFILE_FILES.trace].map((file) => relative(root, join(target, file)));
  reporter.result({ experiment: name, seed, text, trace }, [
    ...head,
    "",
    `per operator and node: ${String(text)}`,
    `over time: ${String(trace)}, which https://ui.perfetto.dev opens`,
  ]);
}
