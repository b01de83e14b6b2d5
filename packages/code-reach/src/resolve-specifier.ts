import { existsSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { exports as exportsOf } from "resolve.exports";
import { isFromRegistry, type Manifest, type PackageFiles } from "./package-files.ts";

/** What a specifier leads to. */
export type Resolved =
  | { readonly kind: "module" | "asset"; readonly path: string }
  /** Node's own, or a package of a registry; `specifier` names it for all who import it. */
  | { readonly kind: "builtin"; readonly specifier: string }
  | { readonly kind: "registry"; readonly specifier: string; readonly package: InstalledPackage }
  | { readonly kind: "problem"; readonly problem: string };

/** Of a registry. */
export interface InstalledPackage {
  readonly name: string;
  /** null where the package is optional, and not installed. */
  readonly version: string | null;
}

/** What a specifier in a file leads to; its path is real. */
export function resolveSpecifier(specifier: string, file: string, packages: PackageFiles): Resolved {
  if (isBuiltin(specifier)) {
    return { kind: "builtin", specifier: specifier.startsWith("node:") ? specifier : `node:${specifier}` };
  }
  if (/^\.{1,2}\//.test(specifier)) return resolveFile(join(dirname(file), specifier));
  const [, name, subpath = ""] = /^((?:@[^/:]+\/)?[^@./:#][^/:]*)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined) return problem(`"${specifier}" is neither a relative path nor a package`);
  const folder = packages.installed(name, file);
  if (folder === undefined) {
    const isOptional = packages.manifestOf(file)?.optionalDependencies?.[name] !== undefined;
    if (isOptional) return { kind: "registry", specifier, package: { name, version: null } };
    return problem(`package ${name} is not installed; name it in package.json and run npx pnpm install`);
  }
  const manifest = packages.manifestIn(folder);
  if (isFromRegistry(folder)) {
    return { kind: "registry", specifier, package: { name, version: manifest?.version ?? null } };
  }
  if (manifest === undefined) return problem(`${folder} has no package.json`);
  const path = pathInPackage(manifest, `.${subpath}`);
  return path === undefined
    ? problem(`package.json of ${name} exports no ".${subpath}"; add it, or import what it exports`)
    : resolveFile(join(folder, path));
}

/** A file that code names. */
export function resolveFile(path: string): Resolved {
  if (!existsSync(path)) return problem(`there is no file ${path}`);
  if (!statSync(path).isFile()) return problem(`${path} is a folder; name each file that is read`);
  return { kind: /\.[cm]?[jt]s$/.test(path) ? "module" : "asset", path };
}

const problem = (text: string): Resolved => ({ kind: "problem", problem: text });

function pathInPackage(manifest: Manifest, subpath: string): string | undefined {
  if (manifest.exports === undefined) return subpath === "." ? "index.js" : subpath;
  try {
    return exportsOf(manifest, subpath, { conditions: ["node"] })?.[0];
  } catch {
    // It throws where nothing fits.
    return undefined;
  }
}
