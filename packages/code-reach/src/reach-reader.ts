import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { problemsError } from "@dalmeum/contracts";
import { follow, type Followed } from "./follow.ts";
import { identityOf } from "./identity.ts";
import type { Target } from "./link-names.ts";
import { createModuleReader, once } from "./module-reader.ts";
import { createPackageFiles, type PackageFiles } from "./package-files.ts";
import type { ReachSettings } from "./reach-settings.ts";
import { type Resolved, resolveSpecifier } from "./resolve-specifier.ts";

/** A module that code is reached from. */
export interface ReachEntry {
  /** Absolute. */
  readonly file: string;
  /** What is used of it; without them all that it exports. */
  readonly exports?: readonly string[];
}

/** A top-level statement. */
export interface CodePiece {
  /** Relative to the root. */
  readonly file: string;
  /** What it declares, e.g. `adamw`; or `statement 1`, the first that declares nothing. */
  readonly name: string;
  /** For people to compare: no types, no comments, always laid out in one way. */
  readonly text: string;
  /** Where the names of other pieces in it lead, e.g. `packages/losses/src/mae.ts#maeLoss`, `package:zod#z`. */
  readonly uses: Readonly<Record<string, string>>;
}

/** A package from a registry. */
export interface ReachedPackage {
  /** null where it is optional and not installed. */
  readonly version: string | null;
  /** As the lockfile has it; null where that does not. */
  readonly integrity: string | null;
}

/** Code that a result follows from. */
export interface CodeReach {
  /** SHA-256 of pieces and assets. */
  readonly hash: string;
  /** By file and name. */
  readonly pieces: readonly CodePiece[];
  /** SHA-256 of other files that the code reads, by their path relative to the root. */
  readonly assets: Readonly<Record<string, string>>;
  /** By name; by name@version where there are several versions of one. */
  readonly packages: Readonly<Record<string, ReachedPackage>>;
  /** Environment variables that are read and count. */
  readonly environment: readonly string[];
  /** SHA-256 of each file that was read for it, by its absolute path. */
  readonly sources: Readonly<Record<string, string>>;
}

export interface ReachReader {
  /**
   * All code that is used from the entries on.
   * @throws UserError naming all that cannot be followed.
   */
  reachOf(entries: readonly ReachEntry[]): Promise<CodeReach>;
}

/** A reader that reads each file once: code is what it was when it was first asked for. */
export function createReachReader(settings: ReachSettings): ReachReader {
  const root = realpathSync(settings.root);
  const packages = createPackageFiles(root);
  const reader = createModuleReader(settings, packages);
  const resolved = new Map<string, Resolved>();
  const names = new Map<string, string>();
  const shown = (path: string): string => once(names, path, () => relative(root, path).replaceAll(sep, "/"));
  return {
    reachOf: async (entries) => {
      const files = entries.map(({ file, exports }) => ({ path: realpathSync(file), exports }));
      const sources = new Set<string>();
      const paths = new Set(files.map(({ path }) => path));
      const followed = await follow(files, {
        shown,
        load: (path) => {
          sources.add(path);
          return reader.module(path, paths.has(path));
        },
        resolve: (specifier, { path }) => {
          const key = `${path} ${specifier}`;
          return once(resolved, key, () => resolveSpecifier(specifier, path, packages));
        },
        hasSideEffects: (path) => packages.manifestOf(path)?.sideEffects !== false,
      });
      if (followed.problems.length > 0) throw problemsError("code that cannot be followed", followed.problems);
      const assets = followed.targets.flatMap((target) => (target.kind === "asset" ? [target.path] : []));
      return {
        hash: identityOf(followed, reader.sha256),
        pieces: piecesOf(followed, shown),
        assets: sortedRecord(assets.map((path) => [shown(path), reader.sha256(path)])),
        packages: packagesOf(followed, packages),
        environment: environmentOf(followed, settings.uncountedEnvironment ?? []),
        sources: sortedRecord([...sources, ...assets].map((path) => [path, reader.sha256(path)])),
      };
    },
  };
}

function piecesOf({ pieces }: Followed, shown: (path: string) => string): readonly CodePiece[] {
  const all = [...pieces].map(([piece, uses]) => ({
    file: shown(piece.module.path),
    name: piece.name,
    text: piece.text,
    uses: sortedRecord([...uses].map(([name, target]) => [name, shownTarget(target, shown)])),
  }));
  return all.toSorted((a, b) => compare(a.file, b.file) || compare(a.name, b.name));
}

function shownTarget(target: Target, shown: (path: string) => string): string {
  switch (target.kind) {
    case "piece":
      return `${shown(target.piece.module.path)}#${target.piece.name}`;
    case "module":
      return `${shown(target.module.path)}#*`;
    case "asset":
      return shown(target.path);
    case "outside":
      return target.name;
  }
}

function packagesOf({ targets }: Followed, files: PackageFiles): CodeReach["packages"] {
  const found = targets.flatMap((target) => (target.kind === "outside" && target.package ? [target.package] : []));
  const versions = new Map(found.map((installed) => [`${installed.name}@${installed.version ?? ""}`, installed]));
  const names = [...versions.values()].map(({ name }) => name);
  return sortedRecord(
    [...versions].map(([id, { name, version }]) => [
      names.filter((other) => other === name).length > 1 ? id : name,
      { version, integrity: version === null ? null : files.integrityOf(name, version) },
    ]),
  );
}

function environmentOf({ pieces }: Followed, uncounted: readonly string[]): readonly string[] {
  const names = new Set([...pieces.keys()].flatMap(({ reads }) => reads.environment));
  return [...names].filter((name) => !uncounted.includes(name)).toSorted();
}

const sortedRecord = <T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
  Object.fromEntries(entries.toSorted(([a], [b]) => compare(a, b)));

/** By code units: the same in every language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
