import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { type Experiment, isExperiment } from "./define-experiment.ts";
import { suggest } from "./suggest.ts";

/** An experiment and where it stands. */
export interface LoadedExperiment {
  /** The workspace root, absolute. */
  readonly root: string;
  readonly name: string;
  /** experiments/<name>, absolute. */
  readonly folder: string;
  readonly experiment: Experiment;
}

const FILE = "experiment.ts";

const moduleSchema = z.object({ default: z.custom<Experiment>(isExperiment) });

/** Names of all experiments, sorted. */
export function experimentNames(root: string): readonly string[] {
  const parent = join(root, "experiments");
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => existsSync(join(parent, name, FILE)))
    .toSorted();
}

/**
 * Import experiments/<name>/experiment.ts.
 * @throws UserError where there is no such experiment, or its file does not load.
 */
export async function loadExperiment(root: string, name: string): Promise<LoadedExperiment> {
  const names = experimentNames(root);
  if (!names.includes(name)) {
    throw new UserError(
      `found no experiment "${name}".${suggest(name, names)} ` +
        (names.length > 0 ? `There are: ${names.join(", ")}` : `experiments/<name>/${FILE} is where one would be`),
    );
  }
  const folder = join(root, "experiments", name);
  const file = `experiments/${name}/${FILE}`;
  const imported = moduleSchema.safeParse(await importFile(join(folder, FILE), file));
  if (!imported.success) {
    throw new UserError(`${file}: expected \`export default defineExperiment({ ... })\`, found another default export`);
  }
  return { root, name, folder, experiment: imported.data.default };
}

async function importFile(path: string, file: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const missing = "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND";
    const help = missing ? "\nAdd the package to the experiment's package.json, then run pnpm install." : "";
    throw new UserError(`${file} cannot be loaded: ${cause.message}${help}`, { cause });
  }
}
