import { canonicalJson } from "@dalmeum/files";
import { buildExperiment, loadExperiment, type LoadedExperiment, type Settings } from "@dalmeum/experiments";
import { UserError } from "@dalmeum/contracts";
import type { FoundRun } from "./run-folders.ts";
import type { Problems } from "./problems.ts";

/** Names an experiment with its settings, however they are written. */
export const pointKey = ({ name, settings }: { readonly name: string; readonly settings: Settings }): string =>
  canonicalJson({ name, settings });

/**
 * Experiments with the settings that they have, each once: an experiment as it is, then as its runs were made. Settings that it
 * takes no more are none.
 */
export async function findPoints(
  root: string,
  names: readonly string[],
  runs: readonly FoundRun[],
  problems: Problems,
): Promise<readonly LoadedExperiment[]> {
  const points: LoadedExperiment[] = [];
  for (const name of names) {
    const plain = await problems.attemptAsync("experiment", name, () => loadExperiment(root, name));
    if (plain === undefined) continue;
    points.push(plain);
    const known = new Set([pointKey(plain)]);
    for (const { experiment, settings } of runs) {
      if (experiment !== name || settings === undefined || known.has(pointKey({ name, settings }))) continue;
      known.add(pointKey({ name, settings }));
      const point = await withSettings(plain, settings);
      if (point !== undefined && pointKey(point) === pointKey({ name, settings })) points.push(point);
    }
  }
  return points;
}

/** Named by the settings that are not its own. */
async function withSettings(plain: LoadedExperiment, settings: Settings): Promise<LoadedExperiment | undefined> {
  const others = Object.entries(settings).filter(([parameter, value]) => plain.settings[parameter] !== value);
  try {
    return await buildExperiment(plain.root, { name: plain.name, settings: Object.fromEntries(others) });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
