import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { canonicalJson } from "@dalmeum/files";

const FORMAT = 1;

/** Signed beside what it is of, so that no other signature made with the key can stand for it. */
type Purpose = "a run that dalmeum makes" | "a workspace that dalmeum installs";

/** What says that whoever has the team's key wants this: it makes workers run code. */
export function seal(key: KeyObject, purpose: Purpose, value: unknown): string {
  return signatureOf(key, purpose, value).toString("hex");
}

export function isSealed(key: KeyObject, purpose: Purpose, value: unknown, signature: string): boolean {
  const expected = signatureOf(key, purpose, value);
  const found = Buffer.from(signature, "hex");
  return found.length === expected.length && timingSafeEqual(found, expected);
}

function signatureOf(key: KeyObject, purpose: Purpose, value: unknown): Buffer {
  return createHmac("sha256", key)
    .update(canonicalJson([purpose, FORMAT, value]))
    .digest();
}
