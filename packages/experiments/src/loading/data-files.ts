import { relative, sep } from "node:path";
import { type DataSource, UserError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import type { PredictionsExperiment } from "../definitions/define-predictions.ts";
import { type LoadedExperiment, loadMembers } from "./load-experiment.ts";

/**
 * Files that an experiment reads, its model's left out: pairs, those prepared for augmentations, predictions from elsewhere;
 * relative to the workspace root. Of an ensemble, those that its members read pairs from.
 */
export async function dataFiles(loaded: LoadedExperiment): Promise<readonly string[]> {
  const { experiment } = loaded;
  switch (experiment.kind) {
    case "training":
      return [...experiment.data.files, ...experiment.augmentation.flatMap(({ prepared }) => prepared?.files ?? [])];
    case "baseline":
      return experiment.data.files;
    case "predictions":
      return [...experiment.data.files, ...Object.values(predictionFiles({ ...loaded, experiment }))];
    case "ensemble":
      return (await dataSource(loaded)).files;
  }
}

/** An experiment's data; an ensemble's is that of its members, which are made of the same. */
export async function dataSource(loaded: LoadedExperiment): Promise<DataSource> {
  const { experiment } = loaded;
  if (experiment.kind !== "ensemble") return experiment.data;
  const [first] = await loadMembers({ ...loaded, experiment });
  if (first === undefined) throw new UserError(`${loaded.reference}: found no member, expected at least one`);
  return dataSource(first);
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
