import type { Transform } from "./parse-source.ts";

/** Properties, of the object that is the first argument of these functions, which do not count. */
export interface Uncounted {
  readonly calls: readonly string[];
  readonly properties: readonly string[];
}

/** Functions of one package. */
export interface PackageFunctions {
  readonly package: string;
  readonly names: readonly string[];
}

export interface ReachSettings {
  /** Workspace root, absolute: files are shown relative to it, and pnpm-lock.yaml is looked for in it. */
  readonly root: string;
  /** In entry files alone. */
  readonly uncounted?: Uncounted;
  /** Their arguments are words for people, and do not count. */
  readonly forPeople?: PackageFunctions;
  /** They throw or do nothing: a statement that calls one does not count. */
  readonly refusals?: PackageFunctions;
  /** Variables that say where something is and not what: they do not count. */
  readonly uncountedEnvironment?: readonly string[];
  /** Folder that keeps what was read from each module, to save time; without one nothing is kept. */
  readonly cache?: string;
  /** By default esbuild's. With another nothing is kept. */
  readonly transform?: Transform;
}
