import { vitestBase } from "@dalmeum/config/vitest";
import { mergeConfig } from "vitest/config";

export default mergeConfig(vitestBase, {
  test: {
    // One core would be left idle at the end: most tests here wait for programs that they start.
    maxWorkers: 2,
    // What a teammate wants reports in is not what tests read.
    env: { DALMEUM_LANGUAGE: "" },
  },
});
