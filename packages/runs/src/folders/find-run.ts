import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { UserError } from "@dalmeum/contracts";
import {
  buildExperiment,
  expectTraining,
  type Experiment,
  experimentNames,
  type LoadedExperiment,
  suggest,
  type TrainingExperiment,
} from "@dalmeum/experiments";
import { checkRunFiles, runFolders, runState } from "./run-folder.ts";
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
 * The finished run that a path names.
 * @param path relative to `cwd` or to the root: experiments/<name>/runs/<run>.
 * @throws UserError where there is no such run, it is not finished, or its files have changed.
 */
export async function findRun(root: string, cwd: string, path: string): Promise<FoundRun> {
  const all = experimentNames(root).flatMap((name) => runFolders(resolve(root, "experiments", name)));
  const folder = [resolve(cwd, path), resolve(root, path)].find((candidate) => all.includes(candidate));
  if (folder === undefined) throw noSuchRun(root, cwd, path, all);
  const state = runState(folder);
  const shown = relative(root, folder);
  const name = basename(dirname(dirname(folder)));
  if (state.kind !== "finished") {
    throw new UserError(
      `${shown}: the run is ${state.kind}, expected a finished one; \`dalmeum train ${name}\` trains it`,
    );
  }
  const { record } = state;
  checkRunFiles(folder, record);
  const loaded = await buildExperiment(root, { name, settings: record.settings });
  return { loaded, folder, path: shown, record };
}

/**
 * The same where the run trained a model.
 * @throws UserError as `findRun`, or where the run is of something else.
 */
export async function findTrainedRun(root: string, cwd: string, path: string): Promise<FoundRun<TrainingExperiment>> {
  const found = await findRun(root, cwd, path);
  return { ...found, loaded: expectTraining(found.loaded) };
}

function noSuchRun(root: string, cwd: string, path: string, folders: readonly string[]): UserError {
  const paths = folders.map((folder) => relative(root, folder));
  const found = existsSync(resolve(cwd, path)) ? `${path} is no run folder` : `found no run ${path}`;
  const list = paths.length > 0 ? `There are:\n${paths.map((known) => `  ${known}`).join("\n")}` : "There is none yet";
  return new UserError(`${found}; expected experiments/<name>/runs/<run>.${suggest(path, paths)} ${list}`);
}
