import { join } from "node:path";
import { readManifest } from "@dalmeum/experiments";

/** The pipeline's version: with a commit it says what rebuilds a submission. */
export function pipelineVersion(): string {
  return readManifest(join(import.meta.dirname, "..")).version;
}
