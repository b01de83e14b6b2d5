import { vitestBase } from "@dalmeum/config/vitest";
import { mergeConfig } from "vitest/config";

// Most tests here wait for nodes, and each file has its own.
export default mergeConfig(vitestBase, { test: { maxWorkers: 3 } });
