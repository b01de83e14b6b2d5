import { dataSource, type LoadedExperiment } from "@dalmeum/experiments";
import type { RecordedInputs } from "../record/run-record.ts";

/**
 * Hashes of the files that train, dev and test of a run were read from, in the order of their source and whatever their names.
 * What was prepared for augmentations, and predictions from elsewhere, are what experiments differ in, and no part of it.
 */
export async function pairHashes(
  loaded: LoadedExperiment,
  { data }: Pick<RecordedInputs, "data">,
): Promise<readonly string[]> {
  return (await dataSource(loaded)).files.map((file) => data[file] ?? "");
}
