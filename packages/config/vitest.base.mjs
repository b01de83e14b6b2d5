import { defineConfig } from "vitest/config";

/** Tests stand beside the code they test, or in a package's test folder. */
export const vitestBase = defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 30_000,
    // Tests of the engines load onnxruntime without packages/runtimes, which says this.
    env: { ORT_DISABLE_TELEMETRY: "1" },
    // tfjs greets in each file, above what failed.
    onConsoleLog: (log) => !log.includes("looks like you are running TensorFlow.js"),
    tags: [{ name: "slow", timeout: 120_000 }],
  },
});
