import type { Engine, Reporter } from "@dalmeum/contracts";

/** Tells nobody. */
export const silentReporter: Reporter = {
  say: () => undefined,
  progress: () => ({ resumeAt: () => undefined, update: () => undefined, finish: () => undefined }),
};

/** For runs that no engine computes. */
export const noEngine: Engine = {
  name: "none",
  precision: "float32",
  versions: {},
  compile: () => Promise.reject(new Error("found a step to compile, expected runs that no engine computes")),
  compileLengths: () => Promise.reject(new Error("found steps to compile, expected runs that no engine computes")),
};
