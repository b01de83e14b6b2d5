import { vitestBase } from "@dalmeum/config/vitest";
import { mergeConfig } from "vitest/config";

// One core would be left idle at the end: most tests here wait for programs that they start.
export default mergeConfig(vitestBase, { test: { maxWorkers: 2 } });
