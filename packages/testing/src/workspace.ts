import { fileURLToPath } from "node:url";
import { resolve } from "node:path";

/** The workspace root, absolute. */
export const workspaceRoot = resolve(fileURLToPath(new URL("../../../", import.meta.url)));

/** A BERT checkpoint of a few kilobytes, relative to the workspace root. */
export const tinyCheckpoint = "packages/testing/fixtures/tiny-bert";
