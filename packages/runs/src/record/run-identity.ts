import { canonicalJson, sha256 } from "@dalmeum/files";
import type { RunKey } from "./run-key.ts";
import type { RunInputs } from "./run-record.ts";

/** The name of a run: equal inputs, seed and fold, equal identity. */
export function runIdentity(inputs: RunInputs, key: RunKey): string {
  return sha256(canonicalJson({ ...inputs, ...key }));
}
