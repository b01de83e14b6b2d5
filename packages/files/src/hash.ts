import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

const PIECE_BYTES = 1 << 20;

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a file's bytes, read piece by piece: Node reads none above 2 GiB at once, and weights may be larger. */
export function sha256File(path: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.alloc(PIECE_BYTES);
  const file = openSync(path, "r");
  try {
    for (let bytes; (bytes = readSync(file, piece)) > 0; ) hash.update(piece.subarray(0, bytes));
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}

/** JSON whose text does not depend on the order in which keys were written. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
