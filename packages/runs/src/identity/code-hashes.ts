import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { UserError } from "@dalmeum/contracts";
import { type LoadedExperiment, readManifest } from "@dalmeum/experiments";
import { canonicalJson, sha256, sha256File } from "@dalmeum/files";

/** The code that a run depends on. */
export interface CodeHashes {
  /** Hash of the source of each workspace package, by name. */
  readonly sources: Readonly<Record<string, string>>;
  /** Installed version of each package from a registry, by name. */
  readonly packages: Readonly<Record<string, string>>;
}

/**
 * Hash an experiment and the workspace packages that it depends on, directly or through others: every file of their
 * src folders, tests left out.
 * @throws UserError where a package is not installed.
 */
export function codeHashes({ folder }: Pick<LoadedExperiment, "folder">): CodeHashes {
  const sources: Record<string, string> = {};
  const packages: Record<string, string> = {};
  const visit = (packageFolder: string): void => {
    const { dependencies, peerDependencies } = readManifest(packageFolder);
    for (const [name, version] of Object.entries({ ...peerDependencies, ...dependencies })) {
      const installed = installedFolder(packageFolder, name);
      if (!version.startsWith("workspace:")) packages[name] = readManifest(installed).version;
      else if (!(name in sources)) {
        sources[name] = hashOf(installed, sourceFiles(join(installed, "src")));
        visit(installed);
      }
    }
  };
  visit(folder);
  return { sources: { experiment: ownHash(folder), ...sources }, packages };
}

function installedFolder(packageFolder: string, name: string): string {
  const path = join(packageFolder, "node_modules", name);
  if (!existsSync(path)) {
    throw new UserError(`${packageFolder}: its dependency ${name} is not installed; run pnpm install`);
  }
  return realpathSync(path);
}

function sourceFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.\w+$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function hashOf(folder: string, files: readonly string[]): string {
  const hashes = files.map((file) => [relative(folder, file).replaceAll(sep, "/"), sha256File(file)]);
  return sha256(canonicalJson(Object.fromEntries(hashes)));
}

const SEEDS = /\bseeds:\s*\[[^\]]*\]/;
const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
/** A text, or an object whose values are texts and numbers. */
const HYPOTHESIS = new RegExp(String.raw`\bhypothesis:\s*(?:${TEXT}|\{(?:${TEXT}|[^"{}])*\})`);

/**
 * An experiment's own files. Its hypothesis and its list of seeds may change without touching runs that are done, so
 * they are cut out of the text; whatever else stands there may be code that `options` do not tell.
 */
function ownHash(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const texts = names.map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return [name, text.replace(SEEDS, "seeds").replace(HYPOTHESIS, "hypothesis")];
  });
  return sha256(canonicalJson(Object.fromEntries(texts)));
}
