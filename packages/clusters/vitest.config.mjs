import { vitestBase } from "@dalmeum/config/vitest";
import { mergeConfig } from "vitest/config";

// Its tests wait for processes, most of their time: two files at once.
export default mergeConfig(vitestBase, { test: { maxWorkers: 2 } });
