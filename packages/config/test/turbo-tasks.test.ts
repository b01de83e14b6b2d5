import { beforeEach, describe, expect, it } from "vitest";
import { createTurboWorkspace, type TurboWorkspace } from "./turbo-workspace.ts";

const EVERYTHING = ["submit blend", "train blend", "train one", "train two"];
const OF_ONE = ["submit blend", "train blend", "train one"];
const OF_TWO = ["submit blend", "train blend", "train two"];

describe("turbo run submit", { tags: ["slow"] }, () => {
  let workspace: TurboWorkspace;
  beforeEach(async () => {
    workspace = await createTurboWorkspace();
    expect(await workspace.submit()).toEqual(EVERYTHING);
  });

  it("runs nothing again, and restores what was removed", async () => {
    workspace.remove("experiments/one/runs");
    workspace.remove("experiments/blend/submission");
    expect(await workspace.submit()).toEqual([]);
    expect(workspace.exists("experiments/one/runs/run.json")).toBe(true);
    expect(workspace.exists("experiments/blend/submission/submission.csv")).toBe(true);
  });

  it.each([
    ["a loss", "packages/losses/src/mae.ts", OF_ONE],
    ["a model", "packages/models/src/encoder.ts", OF_TWO],
    ["data", "datasets/korsts/train.csv", EVERYTHING],
    ["a checkpoint", "checkpoints/e5/model.safetensors", OF_ONE],
    ["an option or a seed", "experiments/two/experiment.ts", OF_TWO],
    ["predictions from elsewhere", "experiments/two/predictions/oof.csv", OF_TWO],
    ["the blend", "experiments/blend/experiment.ts", ["submit blend", "train blend"]],
    ["an installed engine", "runtimes/openvino-2026.4.1/libopenvino_c.so.2641", EVERYTHING],
  ])("runs again what follows from %s, and nothing else", async (_, file, expected) => {
    workspace.write(file, "changed\n");
    expect(await workspace.submit()).toEqual(expected);
    expect(await workspace.submit()).toEqual([]);
  });

  it.each(["DALMEUM_ENGINE", "DALMEUM_PRECISION"])("runs everything again for another %s", async (name) => {
    expect(await workspace.submit({ [name]: "other" })).toEqual(EVERYTHING);
    expect(await workspace.submit()).toEqual([]);
  });

  it.each([
    "docs/guide.md",
    "packages/losses/README.md",
    "packages/losses/src/mae.test.ts",
    "packages/losses/test/golden.ts",
  ])("runs nothing again for %s", async (file) => {
    workspace.write(file, "changed\n");
    expect(await workspace.submit()).toEqual([]);
  });
});
