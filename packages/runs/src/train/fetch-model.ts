import { type LoadedExperiment, loadMembers, type TrainingExperiment } from "@dalmeum/experiments";
import { Interruption, type Reporter } from "@dalmeum/contracts";

const MEGABYTE = 1e6;

/**
 * Download what the models of an experiment are read from: its own, or those of its members.
 * @throws UserError where one cannot be downloaded.
 */
export async function fetchModels(loaded: LoadedExperiment, reporter: Reporter, signal: AbortSignal): Promise<void> {
  const { experiment } = loaded;
  if (experiment.kind === "training") await fetchModel({ ...loaded, experiment }, reporter, signal);
  if (experiment.kind !== "ensemble") return;
  for (const member of await loadMembers({ ...loaded, experiment })) await fetchModels(member, reporter, signal);
}

/**
 * Download what an experiment's model is read from, where that is on a hub and not here yet.
 * @throws UserError where it cannot be downloaded.
 */
export async function fetchModel(
  { experiment: { model } }: LoadedExperiment<TrainingExperiment>,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<void> {
  const progress = reporter.progress("downloading the model", "MB");
  let begun = false;
  const onProgress = (done: number, total: number): void => {
    if (!begun) progress.resumeAt(done / MEGABYTE);
    begun = true;
    progress.update(done / MEGABYTE, total / MEGABYTE);
  };
  try {
    await model.fetch?.({ signal, onProgress, say: reporter.say });
  } catch (error) {
    if (error instanceof Interruption) error.message += ": what has arrived is kept, the same command continues it";
    throw error;
  } finally {
    progress.finish();
  }
}
