import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixtures, readExpected, TORCH_NAMES } from "../../test/read-expected.ts";
import { bytesOf, float32Of, isFloat } from "../tensor-values.ts";
import { openTorch } from "./open-torch.ts";

const torch = (file: string): string => join(fixtures, "torch", file);

describe("openTorch", () => {
  const { tensors: expected } = readExpected();

  it.each(["pytorch_model.bin", "protocol-3.bin", "protocol-4.bin", "protocol-5.bin", "small-zip.bin"])(
    "reads what torch 2.15 reads, whatever lies how: %s",
    (file) => {
      const { tensors } = openTorch(torch(file));
      expect([...tensors.keys()]).toEqual(Object.keys(expected));
      for (const [name, tensor] of tensors) {
        const { dtype, shape, bytes, float32 } = expected[name] ?? {};
        expect({ dtype: TORCH_NAMES[tensor.dtype], shape: tensor.shape }, name).toEqual({ dtype, shape });
        expect(bytesOf(tensor), name).toEqual(bytes);
        if (isFloat(tensor.dtype)) expect(new Uint8Array(float32Of(tensor).buffer), name).toEqual(float32);
      }
    },
  );

  it("reads a module's state dict, whose _metadata it leaves out", () => {
    const { tensors } = openTorch(torch("module.bin"));
    expect([...tensors].map(([name, tensor]) => [name, tensor.shape, ...float32Of(tensor)])).toEqual([
      ["weight", [2, 3], 1, 1, 1, 1, 1, 1],
      ["bias", [2], 0, 0],
    ]);
  });

  it.each([
    ["legacy.bin", "found a file of PyTorch before 1.6; load it with PyTorch and save model.state_dict() as safe"],
    ["calls-eval.bin", "found __builtin__.eval, expected only tensors; the file is not loaded"],
    ["training.bin", /2 problems\n {2}epoch: found a number, .*\n {2}state_dict: found a dict, expected a tensor/],
    ["expanded.bin", "a tensor [1000] of a storage of 1 elements"],
  ])("refuses %s", (file, message) => {
    expect(() => openTorch(torch(file))).toThrow(message);
  });
});
