import { canonicalJson, sha256 } from "@dalmeum/files";
import type { RunKey } from "./run-key.ts";

/**
 * The name of a run: equal inputs, seed and fold, equal identity.
 * @param inputs as a `RunInputs`, or as an earlier format had them.
 */
export function runIdentity(inputs: object, key: RunKey): string {
  return sha256(canonicalJson({ ...inputs, ...key }));
}
