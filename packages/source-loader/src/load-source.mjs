import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addHook } from "pirates";
import { createCompiler } from "./compiler.mjs";

const CACHE = join(import.meta.dirname, "../../../node_modules/.cache/dalmeum/source-loader");

let isHooked = false;

/**
 * Load a TypeScript module, and from then on all that it imports: from source, in this thread.
 * @param {string} url of the module, a `file:` URL
 * @param {{ cache?: string }} [options] folder of what was compiled; by default the workspace's
 * @returns {unknown} what the module exports
 * @throws where a module on the way has top-level await, or is no TypeScript
 */
export function loadSource(url, { cache = CACHE } = {}) {
  // Twice, it would compile what is compiled.
  if (!isHooked) addHook(createCompiler(cache), { exts: [".ts"] });
  isHooked = true;
  process.setSourceMapsEnabled(true);
  return createRequire(url)(fileURLToPath(url));
}
