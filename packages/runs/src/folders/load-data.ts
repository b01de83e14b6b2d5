import type { Dataset } from "@dalmeum/contracts";
import { dataSource, type LoadedExperiment } from "@dalmeum/experiments";
import { loadPairs } from "../makers/load-pairs.ts";

/**
 * Read an experiment's data; an ensemble's is that of its members.
 * @throws UserError where a file has problems, or too few dev pairs for a metric.
 */
export async function loadData(loaded: LoadedExperiment): Promise<Dataset> {
  return loadPairs(await dataSource(loaded), loaded.root);
}
