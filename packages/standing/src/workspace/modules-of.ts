import { UserError } from "@dalmeum/contracts";
import { loadMembers } from "@dalmeum/experiments";
import { type UsedModule, usedModules } from "@dalmeum/runs";
import type { Point, Workspace } from "./read-workspace.ts";

/** Modules that an experiment uses, of an ensemble those of its members too. */
export type ModulesOf = (point: Point) => readonly UsedModule[];

/** The points that an ensemble blends, as far as they are there; none of anything else. */
export async function membersOf({ loaded }: Point, { pointOf }: Workspace): Promise<readonly Point[]> {
  const { experiment } = loaded;
  if (experiment.kind !== "ensemble") return [];
  try {
    const members = await loadMembers({ ...loaded, experiment });
    return members.flatMap((member) => pointOf(member) ?? []);
  } catch (error) {
    // One that is not there is told where the ensemble's runs are looked for.
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Looks up the modules of every point of a workspace. */
export async function readModules(workspace: Workspace): Promise<ModulesOf> {
  const members = new Map<Point, readonly Point[]>();
  for (const point of workspace.points) members.set(point, await membersOf(point, workspace));
  const modulesOf: ModulesOf = (point) => [
    ...usedModules(point.options),
    ...(members.get(point) ?? []).flatMap(modulesOf),
  ];
  return modulesOf;
}
