import { join } from "node:path";
import { foundText, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import type { EnsembleExperiment } from "../definitions/define-ensemble.ts";
import type { TrainingExperiment } from "../definitions/define-experiment.ts";
import { type Experiment, isExperiment, KIND_NAMES } from "../definitions/experiment.ts";
import { startOf } from "../definitions/trained-by.ts";
import { experimentNames, EXPERIMENT_FILE } from "./experiment-names.ts";
import { type ExperimentReference, parseReference, referenceText } from "./experiment-reference.ts";
import { startedModel } from "./started-model.ts";
import { suggest } from "../workspace/suggest.ts";
import { isParameterised, type ParameterisedExperiment, type Settings } from "../definitions/with-parameters.ts";

/** An experiment and where it stands. */
export interface LoadedExperiment<E extends Experiment = Experiment> {
  /** The workspace root, absolute. */
  readonly root: string;
  readonly name: string;
  /** experiments/<name>, absolute. */
  readonly folder: string;
  /** As the command line names it, settings included. */
  readonly reference: string;
  /** Every parameter's value; none where the experiment has no parameters. */
  readonly settings: Settings;
  /** Ensembles that it is loaded as a member of, the outermost first. */
  readonly within: readonly string[];
  readonly experiment: E;
  /** The experiment whose trained weights its model starts from; absent where it starts from a checkpoint, or is no training. */
  readonly origin?: LoadedExperiment<TrainingExperiment>;
}

const moduleSchema = z.object({
  default: z.union([z.custom<Experiment>(isExperiment), z.custom<ParameterisedExperiment>(isParameterised)]),
});

/**
 * The name of an experiment that is there.
 * @throws UserError with names like it.
 */
export function expectExperiment(root: string, name: string): string {
  const names = experimentNames(root);
  if (names.includes(name)) return name;
  throw new UserError(
    `found no experiment "${name}".${suggest(name, names)} ` +
      (names.length > 0
        ? `There are: ${names.join(", ")}`
        : `experiments/<name>/${EXPERIMENT_FILE} is where one would be`),
  );
}

/**
 * Import experiments/<name>/experiment.ts, and build it with the settings that the reference names.
 * @param reference `name`, or `name:parameter=value,...`.
 * @throws UserError where there is no such experiment or parameter, or its file does not load.
 */
export function loadExperiment(root: string, reference: string): Promise<LoadedExperiment> {
  return buildExperiment(root, parseReference(reference));
}

/**
 * The experiments that an ensemble blends, in its order.
 * @throws UserError where one is not there, or is the ensemble itself, over however many others.
 */
export async function loadMembers(
  ensemble: LoadedExperiment<EnsembleExperiment>,
): Promise<readonly LoadedExperiment[]> {
  const within = [...ensemble.within, ensemble.name];
  const members: LoadedExperiment[] = [];
  for (const reference of ensemble.experiment.members) {
    const member = await loadExperiment(ensemble.root, reference);
    if (within.includes(member.name)) {
      throw new UserError(`${[...within, member.name].join(" blends ")}: an ensemble cannot be its own member`);
    }
    members.push({ ...member, within });
  }
  return members;
}

/** The same as loadExperiment, of a reference that is read already. */
export function buildExperiment(root: string, reference: ExperimentReference): Promise<LoadedExperiment> {
  return buildStarted(root, reference, []);
}

/** @param followers names of the experiments that start from it, the outermost first. */
async function buildStarted(
  root: string,
  reference: ExperimentReference,
  followers: readonly string[],
): Promise<LoadedExperiment> {
  const name = expectExperiment(root, reference.name);
  const folder = join(root, "experiments", name);
  const file = `experiments/${name}/${EXPERIMENT_FILE}`;
  const imported = moduleSchema.safeParse(await importFile(join(folder, EXPERIMENT_FILE), file));
  if (!imported.success) {
    throw new UserError(
      `${file}: expected \`export default defineExperiment({ ... })\` or \`withParameters(...)\`, found another default export`,
    );
  }
  const built = withSettings(imported.data.default, reference.settings, file);
  const { experiment } = built;
  if (!isExperiment(experiment)) {
    throw new UserError(
      `${file}: withParameters was given a function that returns ${foundText(experiment)}, expected one that returns ` +
        "what defineExperiment or its like gives: (parameters) => defineExperiment({ ... })",
    );
  }
  const loaded = { root, name, folder, reference: referenceText(reference), within: [], ...built };
  const start = experiment.kind === "training" ? startOf(experiment.model) : undefined;
  if (experiment.kind !== "training" || start === undefined) return loaded;
  const origin = await loadOrigin(root, start.reference, [...followers, name]);
  const model = startedModel(experiment.model, start.checkpoint, origin.experiment.model);
  return { ...loaded, experiment: { ...experiment, model }, origin };
}

/**
 * The experiment whose trained weights others start from.
 * @throws UserError where there is none, it trains no model on all training pairs, or it starts from one of them.
 */
async function loadOrigin(
  root: string,
  reference: string,
  followers: readonly string[],
): Promise<LoadedExperiment<TrainingExperiment>> {
  const where = `experiments/${followers.at(-1) ?? ""}/${EXPERIMENT_FILE}: trainedBy("${reference}")`;
  const { name, settings } = parseReference(reference);
  if (followers.includes(name)) {
    throw new UserError(
      `${where}: ${[...followers, name].join(" starts from ")}: what trains it would have to be there before it`,
    );
  }
  try {
    const origin = expectTraining(await buildStarted(root, { name, settings }, followers));
    const { folds, keepWeights } = origin.experiment;
    if (folds !== undefined) {
      throw new UserError(
        `${reference} has folds, and each of its runs leaves out a part of the pairs; expected an experiment without folds`,
      );
    }
    if (!keepWeights)
      throw new UserError(`${reference} keeps no weights; set keepWeights to true in its experiment.ts`);
    return origin;
  } catch (cause) {
    if (cause instanceof UserError) throw new UserError(`${where}: ${cause.message}`, { cause });
    throw cause;
  }
}

/**
 * The same experiment where it is a model that is trained.
 * @throws UserError where it is something else.
 */
export function expectTraining(loaded: LoadedExperiment): LoadedExperiment<TrainingExperiment> {
  const { experiment, reference } = loaded;
  if (experiment.kind !== "training") {
    throw new UserError(`${reference} is ${KIND_NAMES[experiment.kind]}, expected ${KIND_NAMES.training}`);
  }
  return { ...loaded, experiment };
}

function withSettings(
  definition: Experiment | ParameterisedExperiment,
  settings: Settings,
  file: string,
): ReturnType<ParameterisedExperiment["build"]> {
  if (isParameterised(definition)) {
    try {
      return definition.build(settings);
    } catch (cause) {
      if (cause instanceof UserError) throw new UserError(`${file}: ${cause.message}`, { cause });
      throw cause;
    }
  }
  const [given] = Object.keys(settings);
  if (given !== undefined) {
    throw new UserError(
      `${file}: found a setting of ${given}, but the experiment has no parameters; withParameters gives it some`,
    );
  }
  return { experiment: definition, settings: {} };
}

async function importFile(path: string, file: string): Promise<unknown> {
  try {
    return await import(path);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const missing = "code" in cause && /^(ERR_)?MODULE_NOT_FOUND$/.test(String(cause.code));
    if (!missing) throw new UserError(`${file} cannot be loaded: ${cause.message}`, { cause });
    // Below its first line Node names each module on the way there.
    const [what] = cause.message.split("\n");
    const help = "Add the package to the experiment's package.json, then run npx pnpm install.";
    throw new UserError(`${file} cannot be loaded: ${String(what)}\n${help}`, { cause });
  }
}
