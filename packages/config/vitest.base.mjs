import { defineConfig, mergeConfig } from "vitest/config";

/** Tests stand beside the code they test, or in a package's test folder. */
export const vitestBase = defineConfig({
  test: {
    // A package's files share one process and what they import, which to load anew takes longer than most tests.
    isolate: false,
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 30_000,
    // A browser's first start on a cold disk takes longer than vitest's 10 s.
    hookTimeout: 60_000,
    // Tests of the engines load onnxruntime without packages/runtimes, which says this.
    env: { ORT_DISABLE_TELEMETRY: "1" },
    // tfjs greets in each file, above what failed.
    onConsoleLog: (log) => !log.includes("looks like you are running TensorFlow.js"),
    tags: [{ name: "slow", timeout: 120_000 }],
  },
});

/** Each file in a process of its own, for packages whose tests look at what a process has been through. */
export const vitestIsolated = mergeConfig(vitestBase, { test: { isolate: true } });
