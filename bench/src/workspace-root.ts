import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The workspace root, absolute. */
export const workspaceRoot = resolve(fileURLToPath(new URL("../../", import.meta.url)));
