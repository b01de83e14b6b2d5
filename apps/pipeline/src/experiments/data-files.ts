import { relative, sep } from "node:path";
import { insideRoot } from "@dalmeum/data";
import type { PredictionsExperiment } from "./define-predictions.ts";
import { type LoadedExperiment, loadExperiment } from "./load-experiment.ts";

/**
 * Files that an experiment reads, its model's left out: pairs, those prepared for augmentations, predictions from elsewhere;
 * relative to the workspace root. Of an ensemble, those that its members read pairs from.
 */
export async function dataFiles(loaded: LoadedExperiment): Promise<readonly string[]> {
  const { root, experiment } = loaded;
  switch (experiment.kind) {
    case "training":
      return [...experiment.data.files, ...experiment.augmentation.flatMap(({ prepared }) => prepared?.files ?? [])];
    case "baseline":
      return experiment.data.files;
    case "predictions":
      return [...experiment.data.files, ...Object.values(predictionFiles({ ...loaded, experiment }))];
    case "ensemble":
      return pairFiles(await loadExperiment(root, experiment.members[0] ?? ""));
  }
}

async function pairFiles(loaded: LoadedExperiment): Promise<readonly string[]> {
  const { experiment } = loaded;
  return experiment.kind === "ensemble" ? dataFiles(loaded) : experiment.data.files;
}

/** Predictions from elsewhere, by what they are of; relative to the workspace root. */
export function predictionFiles({ root, folder, experiment }: LoadedExperiment<PredictionsExperiment>): {
  readonly heldOut: string;
  readonly dev: string;
  readonly test: string;
} {
  const own = relative(root, folder).replaceAll(sep, "/");
  const fileOf = (name: string): string => {
    const file = `${own}/${experiment.folder}/${name}`;
    insideRoot(root, file);
    return file;
  };
  return { heldOut: fileOf("oof.csv"), dev: fileOf("dev.csv"), test: fileOf("test.csv") };
}
