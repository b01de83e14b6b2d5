import { type Dataset, UserError } from "@dalmeum/contracts";
import { dataSource } from "../experiments/data-files.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";

/** Fewer pairs have no correlation. */
const FEWEST_DEV_PAIRS = 2;

/**
 * Read an experiment's data.
 * @throws UserError where a file has problems, or too few dev pairs for a metric.
 */
export async function loadData(loaded: LoadedExperiment): Promise<Dataset> {
  const dataset = await (await dataSource(loaded)).load(loaded.root);
  if (dataset.dev.length < FEWEST_DEV_PAIRS) {
    throw new UserError(`found ${dataset.dev.length} dev pairs, expected at least ${FEWEST_DEV_PAIRS}`);
  }
  return dataset;
}
