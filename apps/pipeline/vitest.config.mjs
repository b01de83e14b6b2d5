import { vitestBase } from "@dalmeum/config/vitest";
import { mergeConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";

/** What waits for the most, for nodes that are killed, begins first: meanwhile others compute. By itself vitest begins with the largest files. */
class WaitingFirst extends BaseSequencer {
  async sort(files) {
    const waits = ({ moduleId }) => (moduleId.includes("/test/clusters/") ? 0 : 1);
    return (await super.sort(files)).toSorted((first, second) => waits(first) - waits(second));
  }
}

// Cores would be left idle: most tests here wait for programs that they start.
export default mergeConfig(vitestBase, { test: { maxWorkers: 3, sequence: { sequencer: WaitingFirst } } });
