import { join, relative } from "node:path";
import type { TrainSeedOptions } from "../runs/train-seed.ts";
import { counted } from "../terminal/format.ts";
import { profileUpdates } from "./profile-updates.ts";
import { PROFILE_FILES, writeProfile } from "./write-profile.ts";

/** Profile a few updates of an experiment's training; what they trained is dropped. */
export async function profileTraining(options: Omit<TrainSeedOptions, "inputs" | "resume">): Promise<void> {
  const { loaded, seed, engine, parts, reporter, signal } = options;
  const { experiment, folder, root, name } = loaded;
  const profile = await profileUpdates({ experiment, seed, ...(await parts()), engine, reporter, signal });
  // 2026-01-31T12-59-59-123Z: a name that sorts by time and that every file system takes.
  const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const target = join(folder, "profiles", `${engine.name}-${engine.precision}-${time}`);
  const pairs = counted(experiment.batchSize, "pair");
  const title = `${name}, seed ${seed}, batches of ${pairs}, ${engine.name} in ${engine.precision}`;
  const head = writeProfile(target, title, profile);
  const [text, trace] = [PROFILE_FILES.text, PROFILE_FILES.trace].map((file) => relative(root, join(target, file)));
  reporter.result({ experiment: name, seed, text, trace }, [
    ...head,
    "",
    `per operator and node: ${String(text)}`,
    `over time: ${String(trace)}, which https://ui.perfetto.dev opens`,
  ]);
}
