import { createEnvelope } from "@dalmeum/files";
import { z } from "zod";
import { hash } from "../record/run-record.ts";

const schema = z.strictObject({
  identity: hash,
  /** The text of run.json. */
  record: z.string(),
  /** Bytes of each file; weights may lack where they were not there. */
  sizes: z.record(z.string(), z.int().nonnegative()),
});

/** What a store keeps of a run besides its files. */
export type SignedRun = z.infer<typeof schema>;

export const sealedRun = createEnvelope("a run of dalmeum", schema);
