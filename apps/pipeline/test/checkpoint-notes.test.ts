import { renameSync } from "node:fs";
import { join } from "node:path";
import { float32Of, openCheckpoint, writeSafetensors } from "@dalmeum/files";
import { expect, it } from "vitest";
import { dalmeum } from "./dalmeum.ts";
import { createWorkspace, experimentSource } from "./workspace.ts";

const once = experimentSource.replace("[1, 2]", "[1]").replace("epochs: 2", "epochs: 1");

it("train says how a checkpoint's modules and the experiment differ, and which prefix its names have, before it trains", async () => {
  const root = createWorkspace({
    "experiments/tiny/experiment.ts": once,
    "checkpoints/tiny/1_Pooling/config.json": JSON.stringify({ pooling_mode_cls_token: true }),
  });
  const weights = join(root, "checkpoints/tiny/model.safetensors");
  const tensors = [...openCheckpoint(join(root, "checkpoints/tiny")).tensors].map(
    ([name, tensor]) => [`module.${name}`, { shape: tensor.shape, values: float32Of(tensor) }] as const,
  );
  writeSafetensors(`${weights}.new`, Object.fromEntries(tensors));
  renameSync(`${weights}.new`, weights);
  const { code, stdout, stderr } = await dalmeum(root, "train tiny --engine onnxruntime");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const before = stdout.slice(0, stdout.indexOf("training"));
  expect(before).toContain(
    'checkpoints/tiny/1_Pooling/config.json: found the pooling cls, and the experiment names "mean"; pooling: "first" in ' +
      "experiment.ts is what it was trained with",
  );
  expect(before).toContain('the name of every tensor begins with "module.", which is left out');
});
