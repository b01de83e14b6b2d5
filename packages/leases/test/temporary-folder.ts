import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder that is there while a test runs. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "dalmeum-leases-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, maxRetries: 3 });
  });
  return folder;
}
