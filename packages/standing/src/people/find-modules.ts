import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ifThere } from "@dalmeum/files";
import type { ModulePart } from "@dalmeum/runs";
import type { Module } from "../types/index.ts";

/** Something that an experiment can be made of, and where it stands. */
export type FoundModule = Pick<Module, "name" | "kind" | "file">;

/** Folders that modules of a kind stand in, each in a file of its own. */
const FOLDERS: Readonly<Record<Module["kind"], readonly string[]>> = {
  model: ["packages/models/src", "packages/models/src/heads"],
  objective: ["packages/losses/src"],
  augmentation: ["packages/augmentation/src"],
  technique: ["packages/training/src/techniques"],
  learner: ["packages/baselines/src"],
  ensembler: ["packages/ensembling/src/ensemblers"],
  "post-processing": ["packages/ensembling/src/post-processing"],
};

export const KIND_OF: Readonly<Record<ModulePart, Module["kind"]>> = {
  model: "model",
  objective: "objective",
  augmentation: "augmentation",
  techniques: "technique",
  learner: "learner",
  ensembler: "ensembler",
  postProcessing: "post-processing",
};

/** Every module that the workspace's packages have: a function that records itself by its own name. */
export function findModules(root: string): readonly FoundModule[] {
  return Object.entries(FOLDERS).flatMap(([kind, folders]) =>
    folders.flatMap((folder) => modulesIn(root, folder).map((found) => ({ ...found, kind: kind as Module["kind"] }))),
  );
}

function modulesIn(root: string, folder: string): readonly Omit<FoundModule, "kind">[] {
  const names = ifThere(() => readdirSync(join(root, folder))) ?? [];
  const sources = names.filter((name) => /^(?!.*\.test\.ts$).+\.ts$/.test(name)).toSorted();
  return sources.flatMap((name) => {
    const text = readFileSync(join(root, folder, name), "utf8");
    const functions = [...text.matchAll(/^export function (\w+)/gm)].map(([, called = ""]) => called);
    return functions
      .filter((called) => text.includes(`"${called}"`))
      .map((called) => ({ name: called, file: `${folder}/${name}` }));
  });
}
