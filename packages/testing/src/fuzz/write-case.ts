import { rmSync, writeFileSync } from "node:fs";

/** Write a case where the one before it lies. A file that is written over is flushed to an ext4 disk, which takes longer than to read most. */
export function writeCase(path: string, bytes: Uint8Array): void {
  rmSync(path, { force: true });
  writeFileSync(path, bytes);
}
