/** Kinds of modules, each a file beside others of a package, with its test and a line in the package's index.ts. */
export const MODULE_KINDS = ["loss", "augmentation", "ensembler", "baseline", "technique", "head"] as const;
export type ModuleKind = (typeof MODULE_KINDS)[number];

/** What a team adds. An experiment or a dataset is a package of its own. */
export const KINDS = [...MODULE_KINDS, "experiment", "dataset"] as const;
export type Kind = (typeof KINDS)[number];

export interface ModulePlace {
  /** Folder of its package, relative to the workspace root. */
  readonly folder: string;
  /** Folder of its file, within the package's src; "" where it is src itself. */
  readonly within: string;
  /** Whether the file has a type of its options, which the package exports too. */
  readonly hasOptions: boolean;
}

/** Where a module of each kind lies. */
export const PLACES: Readonly<Record<ModuleKind, ModulePlace>> = {
  loss: { folder: "packages/losses", within: "", hasOptions: false },
  augmentation: { folder: "packages/augmentation", within: "", hasOptions: true },
  ensembler: { folder: "packages/ensembling", within: "ensemblers/", hasOptions: false },
  baseline: { folder: "packages/baselines", within: "", hasOptions: false },
  technique: { folder: "packages/training", within: "techniques/", hasOptions: false },
  head: { folder: "packages/models", within: "heads/", hasOptions: false },
};
