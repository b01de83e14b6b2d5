import { type Dataset, type DataSource, endingAtSignals, UserError } from "@dalmeum/contracts";

/** Fewer pairs have no correlation. */
const FEWEST_DEV_PAIRS = 2;

/**
 * Read a run's data.
 * @param root the workspace's.
 * @throws UserError where a file has problems, or too few dev pairs for a metric.
 */
export async function loadPairs(source: DataSource, root: string): Promise<Dataset> {
  const dataset = await endingAtSignals(() => source.load(root));
  if (dataset.dev.length < FEWEST_DEV_PAIRS) {
    throw new UserError(`found ${dataset.dev.length} dev pairs, expected at least ${FEWEST_DEV_PAIRS}`);
  }
  return dataset;
}
