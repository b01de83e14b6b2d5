import { z } from "zod";
import type { RunInputs } from "../../record/run-record.ts";

/** Parts of an experiment that teammates own. */
const PARTS = ["model", "objective", "augmentation", "techniques", "learner"] as const;

const describedSchema = z.object({ name: z.string(), options: z.unknown() });

/** Members that share a module, and may be left out together. */
export interface ModuleUsers {
  /** Modules that the same members use. */
  readonly modules: readonly string[];
  /** Places among the members. */
  readonly members: readonly number[];
}

/** Every module that some members use and some do not: this loss, that augmentation. */
export function moduleUsers(members: readonly RunInputs["options"][]): readonly ModuleUsers[] {
  const used = members.map((options) => new Set(PARTS.flatMap((part) => namesIn(options[part]))));
  const byUsers = new Map<string, ModuleUsers>();
  for (const module of [...new Set(used.flatMap((names) => [...names]))].toSorted()) {
    const places = used.flatMap((names, place) => (names.has(module) ? [place] : []));
    if (places.length === members.length) continue;
    const key = places.join();
    byUsers.set(key, { modules: [...(byUsers.get(key)?.modules ?? []), module], members: places });
  }
  return [...byUsers.values()];
}

/** Names of what a part is made of, over however many levels: a weighted sum holds its losses. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== "object" || value === null) return [];
  const described = describedSchema.safeParse(value);
  return [...(described.success ? [described.data.name] : []), ...Object.values(value).flatMap(namesIn)];
}

const ALL_PARTS = [...PARTS, "ensembler", "postProcessing"] as const;
export type ModulePart = (typeof ALL_PARTS)[number];

/** A module that a run's options name, and the part of the experiment that it is in. */
export interface UsedModule {
  readonly name: string;
  readonly part: ModulePart;
}

/** Every module that a run's options name. */
export function usedModules(options: RunInputs["options"]): readonly UsedModule[] {
  return ALL_PARTS.flatMap((part) => [...new Set(namesIn(options[part]))].map((name) => ({ name, part })));
}
