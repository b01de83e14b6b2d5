import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { threadId } from "node:worker_threads";
import { transformSync, version } from "esbuild";

/** @type {import("esbuild").TransformOptions} */
const OPTIONS = {
  loader: "ts",
  target: "es2023",
  format: "cjs",
  // `import()` becomes a `require` as well: the one place that compiles TypeScript.
  supported: { "dynamic-import": false },
  define: { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename", "import.meta.url": "__url" },
  banner: 'const __url = require("node:url").pathToFileURL(__filename).href;',
  sourcemap: "inline",
  sourcesContent: false,
};

/**
 * A compiler from TypeScript to CommonJS that remembers in a folder. Each file has one entry there, whose first line says
 * what it follows from: one that is out of date, damaged or cannot be written costs the time to compile, no more.
 * @param {string} cache
 * @returns {(source: string, file: string) => string}
 */
export function createCompiler(cache) {
  return (source, file) => {
    const entry = join(cache, `${basename(file, ".ts")}-${sha256(file).slice(0, 16)}.js`);
    const head = (/** @type {string} */ code) => `//${sha256(JSON.stringify([version, OPTIONS, file, source, code]))}`;
    const kept = read(entry);
    const end = kept.indexOf("\n");
    if (end > 0 && kept.slice(0, end) === head(kept.slice(end + 1))) return kept.slice(end + 1);
    const { code } = transformSync(source, { ...OPTIONS, sourcefile: file });
    write(entry, `${head(code)}\n${code}`);
    return code;
  };
}

/** @param {string} text */
function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}

/** @param {string} entry */
function read(entry) {
  try {
    return readFileSync(entry, "utf8");
  } catch {
    return "";
  }
}

/**
 * @param {string} entry
 * @param {string} content
 */
function write(entry, content) {
  const temporary = `${entry}.${String(process.pid)}.${String(threadId)}.tmp`;
  try {
    mkdirSync(join(entry, ".."), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, entry);
  } catch {
    // A full or read-only disk, say: the next process compiles again.
  }
}
