import { vitestBase } from "@dalmeum/config/vitest";
import { mergeConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";

/** Clusters wait for minutes, at almost no cost: the other files run meanwhile. */
class ClustersFirst extends BaseSequencer {
  async sort(files) {
    const waits = ({ moduleId }) => moduleId.includes("/test/clusters/");
    return (await super.sort(files)).toSorted((a, b) => Number(waits(b)) - Number(waits(a)));
  }
}

export default mergeConfig(vitestBase, {
  test: {
    // Two for clusters; most other tests wait for programs that they start, too.
    maxWorkers: 3,
    sequence: { sequencer: ClustersFirst },
    // What a teammate wants reports in is not what tests read.
    env: { DALMEUM_LANGUAGE: "" },
  },
});
