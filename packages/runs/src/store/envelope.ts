import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { UserError } from "@dalmeum/contracts";
import { canonicalJson, fitJson } from "@dalmeum/files";
import { z } from "zod";
import { hash } from "../record/run-record.ts";

const FORMAT = 1;

/** Signed beside it, so that no other signature made with the key can stand for a run's. */
const PURPOSE = "a run of dalmeum";

const signedSchema = z.strictObject({
  identity: hash,
  /** The text of run.json. */
  record: z.string(),
  /** Bytes of each file; weights may lack where they were not there. */
  sizes: z.record(z.string(), z.int().nonnegative()),
});

/** What a store keeps of a run besides its files. */
export type SignedRun = z.infer<typeof signedSchema>;

const envelopeSchema = signedSchema.extend({ format: z.literal(FORMAT), signature: hash });

/** A run as bytes that whoever has the key believes. */
export function sealRun(key: KeyObject, run: SignedRun): Uint8Array {
  const signature = signatureOf(key, run).toString("hex");
  return Buffer.from(`${JSON.stringify({ format: FORMAT, ...run, signature }, null, 2)}\n`);
}

/**
 * What bytes say of a run, where somebody with the key has said it.
 * @param name what it is called in errors.
 * @throws UserError where they are damaged, or signed with another key.
 */
export function openSealed(name: string, key: KeyObject, bytes: Uint8Array): SignedRun {
  const { signature, identity, record, sizes } = fitJson(name, jsonOf(name, bytes), envelopeSchema);
  const run = { identity, record, sizes };
  if (!timingSafeEqual(Buffer.from(signature, "hex"), signatureOf(key, run))) {
    throw new UserError(`${name}: its signature is not right: changed in the store, or signed with another key`);
  }
  return run;
}

function signatureOf(key: KeyObject, run: SignedRun): Buffer {
  return createHmac("sha256", key)
    .update(canonicalJson([PURPOSE, FORMAT, run]))
    .digest();
}

function jsonOf(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new UserError(`${name}: is damaged, no JSON in UTF-8`);
  }
}
