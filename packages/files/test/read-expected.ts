import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export const fixtures = join(import.meta.dirname, "../fixtures");

const hex = z.string().transform((digits) => new Uint8Array(Buffer.from(digits, "hex")));
const expectedSchema = z.object({
  tensors: z.record(
    z.string(),
    z.object({ dtype: z.string(), shape: z.array(z.int()), bytes: hex, float32: hex.optional() }),
  ),
  everyHalf: z.object({ float16: z.string(), bfloat16: z.string() }),
});

/** What tools/golden/write_checkpoint_files.py saw PyTorch read. */
export function readExpected(): z.infer<typeof expectedSchema> {
  return expectedSchema.parse(JSON.parse(readFileSync(join(fixtures, "expected.json"), "utf8")));
}

/** PyTorch's name of each type. */
export const TORCH_NAMES: Readonly<Record<string, string>> = {
  F32: "float32",
  F16: "float16",
  BF16: "bfloat16",
  F64: "float64",
  I64: "int64",
  I8: "int8",
  BOOL: "bool",
};
