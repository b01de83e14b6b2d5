import type { Experiment } from "./define-experiment.ts";

/** Files that pairs are read from, those prepared for augmentations among them; relative to the workspace root. */
export function dataFiles({ data, augmentation }: Experiment): readonly string[] {
  return [...data.files, ...augmentation.flatMap(({ prepared }) => prepared?.files ?? [])];
}
