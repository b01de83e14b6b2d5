import { type Dataset, type DataSource, UserError } from "@dalmeum/contracts";
import { type LoadedExperiment, loadExperiment } from "../experiments/load-experiment.ts";

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

/** An experiment's data; an ensemble's is that of its members, which are made of the same. */
export async function dataSource({ root, experiment }: LoadedExperiment): Promise<DataSource> {
  if (experiment.kind !== "ensemble") return experiment.data;
  const [first = ""] = experiment.members;
  return dataSource(await loadExperiment(root, first));
}
