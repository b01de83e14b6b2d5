import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder that is there while a test file runs. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-files-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
