import type { Interval, Time } from "./numbers.ts";

/** Whose module is in which run; piece `people`. */
export interface PeoplePage {
  /** As CODEOWNERS names them, sorted. */
  readonly people: readonly Person[];
  /** By kind and name. */
  readonly modules: readonly Module[];
  /** Who wrote what, as git has it; empty without git. */
  readonly authors: readonly Author[];
}

/** A name of CODEOWNERS: a person or a team. */
export interface Person {
  readonly name: string;
  /** Patterns of CODEOWNERS. */
  readonly owns: readonly string[];
  /** Names in `modules`. */
  readonly modules: readonly string[];
  /** Ids of experiments whose folder is theirs. */
  readonly experiments: readonly string[];
}

/** Something that an experiment can be made of: a loss, an augmentation, a model. */
export interface Module {
  /** As options name it: `pearsonLoss`. */
  readonly name: string;
  readonly kind: "model" | "objective" | "augmentation" | "technique" | "learner" | "ensembler" | "post-processing";
  /** From the workspace root, with slashes; null where no package has it. */
  readonly file: string | null;
  /** Empty where only `*` of CODEOWNERS matches: free to take. */
  readonly owners: readonly string[];
  /** Names of who wrote its file, most commits first; empty without git. */
  readonly authors: readonly string[];
  readonly changedAt: Time | null;
  /** Ids of experiments that use it; empty where nothing was tried with it. */
  readonly experiments: readonly string[];
  /** In each ensemble that some members use it in: what those members add together. */
  readonly adds: readonly ModuleContribution[];
}

export interface ModuleContribution {
  /** Id of the ensemble. */
  readonly blend: string;
  /** Other modules that the same members use, which cannot be told apart from it. */
  readonly together: readonly string[];
  readonly adds: Interval | null;
}

/** Somebody whom git names. */
export interface Author {
  readonly name: string;
  readonly commits: number;
  readonly lastAt: Time;
  /** Names in `modules`. */
  readonly modules: readonly string[];
}
