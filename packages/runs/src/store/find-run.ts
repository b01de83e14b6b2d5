import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import {
  buildExperiment,
  expectTraining,
  type Experiment,
  experimentNamed,
  experimentNames,
  type LoadedExperiment,
  suggest,
  type TrainingExperiment,
} from "@dalmeum/experiments";
import { RUN_FILES } from "../record/run-files.ts";
import { namedRun } from "./named-run.ts";
import type { RunShare } from "./share-runs.ts";
import { checkRunFiles, runFolders, runState } from "../folders/run-folder.ts";
import type { FinishedRun } from "../record/run-record.ts";

/** A finished run and the experiment it is of. */
export interface FoundRun<E extends Experiment = Experiment> {
  readonly loaded: LoadedExperiment<E>;
  readonly folder: string;
  /** Relative to the workspace root. */
  readonly path: string;
  readonly record: FinishedRun;
}

/**
 * Where a run lies that a path names: relative to `cwd` or to the root, experiments/<name>/runs/<run>. An experiment that has
 * one finished run names that.
 */
export interface RunPlace {
  readonly root: string;
  readonly cwd: string;
  readonly path: string;
  /** Where a run is looked for that is not here. */
  readonly share: RunShare | undefined;
}

/**
 * The finished run that a path names.
 * @throws UserError where there is no such run, or an experiment has several, it is not finished, or its files have changed.
 */
export async function findRun({ root, cwd, path, share }: RunPlace): Promise<FoundRun> {
  const folder = folderAt(root, cwd, path) ?? (await fetchNamed({ root, cwd, path, share }, false));
  if (folder === undefined) throw noSuchRun(root, cwd, path, allFolders(root));
  const state = runState(folder);
  const shown = relative(root, folder);
  const name = basename(dirname(dirname(folder)));
  if (state.kind !== "finished") {
    throw new UserError(
      `${shown}: the run is ${state.kind}, expected a finished one; \`npx dalmeum train ${name}\` trains it`,
    );
  }
  const { record } = state;
  checkRunFiles(folder, record);
  const loaded = await buildExperiment(root, { name, settings: record.settings });
  return { loaded, folder, path: shown, record };
}

/**
 * The same where the run trained a model, with its weights where they are here or in the store.
 * @throws UserError as `findRun`, or where the run is of something else.
 */
export async function findTrainedRun(place: RunPlace): Promise<FoundRun<TrainingExperiment>> {
  const { root, cwd, path, share } = place;
  if (folderAt(root, cwd, path) === undefined) await fetchNamed(place, true);
  const found = await findRun({ ...place, share: undefined });
  const loaded = expectTraining(found.loaded);
  if (RUN_FILES.weights in found.record.result.files) await share?.fetchWeights(found);
  return { ...found, loaded };
}

const allFolders = (root: string): readonly string[] =>
  experimentNames(root).flatMap((name) => runFolders(resolve(root, "experiments", name)));

function folderAt(root: string, cwd: string, path: string): string | undefined {
  const all = allFolders(root);
  const named = [resolve(cwd, path), resolve(root, path)].find((candidate) => all.includes(candidate));
  return named ?? onlyRun(root, experimentNamed(root, cwd, path));
}

/**
 * The finished run of an experiment; undefined where it has none, or is no experiment.
 * @throws UserError where it has several.
 */
function onlyRun(root: string, name: string): string | undefined {
  if (!experimentNames(root).includes(name)) return undefined;
  const finished = runFolders(join(root, "experiments", name)).filter((folder) => runState(folder).kind === "finished");
  if (finished.length <= 1) return finished[0];
  const paths = finished.map((folder) => `  ${relative(root, folder)}`);
  throw new UserError(`${name} has ${finished.length} finished runs; name one of them:\n${paths.join("\n")}`);
}

async function fetchNamed({ root, cwd, path, share }: RunPlace, weights: boolean): Promise<string | undefined> {
  const named = share && (await namedRun(root, cwd, path, share));
  return named && (await share.fetch({ ...named, weights }))?.folder;
}

function noSuchRun(root: string, cwd: string, path: string, folders: readonly string[]): UserError {
  const name = experimentNamed(root, cwd, path);
  if (experimentNames(root).includes(name)) {
    return new UserError(`${name} has no finished run here; \`npx dalmeum train ${name}\` makes one`);
  }
  const paths = folders.map((folder) => relative(root, folder));
  const found = existsSync(resolve(cwd, path)) ? `${path} is no run folder` : `found no run ${path}`;
  const list = paths.length > 0 ? `There are:\n${paths.map((known) => `  ${known}`).join("\n")}` : "There is none yet";
  return new UserError(`${found}; expected experiments/<name>/runs/<run>.${suggest(path, paths)} ${list}`);
}
