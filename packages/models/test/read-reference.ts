import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { z } from "zod";

const rows = z.array(z.array(z.number()));
const gradients = z.record(z.string(), z.object({ norm: z.number(), first8: z.array(z.number()) }));
const pairs = z.array(z.object({ sentence1: z.string(), sentence2: z.string(), score: z.number() }));
const run = z.object({
  inputIds: rows,
  tokenTypeIds: rows,
  attentionMask: rows,
  hidden: z.array(rows),
  pooled: rows,
  pearson: z.number(),
  loss: z.number(),
  gradients,
});
const tinySchema = z.object({
  tool: z.string(),
  prefix: z.string(),
  pairs,
  biEncoder: run.extend({ cosine: z.array(z.number()) }),
  crossEncoder: run.extend({ headWeight: rows, headBias: z.array(z.number()), predictions: z.array(z.number()) }),
  truncated: z.array(
    z.object({
      maxLength: z.number(),
      texts: z.array(z.string()),
      inputIds: z.array(z.number()),
      tokenTypeIds: z.array(z.number()),
    }),
  ),
});

/** What transformers computes for the tiny BERT; see tools/golden/write_tiny_bert.py. */
export const tinyReference = read(tinyCheckpoint, tinySchema);

export type ReferenceRun = z.infer<typeof run>;

const smallSchema = z.object({
  prefix: z.string(),
  pairs,
  inputIds: rows,
  attentionMask: rows,
  pairInputIds: rows,
  firstTokenHidden8: rows,
  meanPooled8: rows,
});

/** What transformers computes for e5-small-ko; see tools/write_e5_small_ko_reference.py. */
export const smallReference = read("checkpoints/e5-small-ko", smallSchema);

function read<T>(checkpoint: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(join(workspaceRoot, checkpoint, "reference.json"), "utf8")));
}
