import { existsSync, statSync } from "node:fs";
import { type Described, type ModelFile, UserError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { ensembleMembers, predictionHashes } from "./ensemble-members.ts";
import { dataFiles, dataSource, type LoadedExperiment, type TrainingExperiment } from "@dalmeum/experiments";
import { sha256File } from "@dalmeum/files";
import type { EnsembleMember } from "../makers/ensemble/member-predictions.ts";
import type { RunInputs } from "../record/run-record.ts";
import { reachedCode, type ReadRunCode } from "../code/run-code.ts";
import { runIdentity } from "../record/run-identity.ts";
import { runKeys } from "../record/run-key.ts";

type UsedEngine = RunInputs["engine"];

/** Of runs that no engine computes. */
export const NO_ENGINE: UsedEngine = { name: "none", precision: "none", versions: {} };

/** What an experiment tells of itself and the files that it reads: neither code nor an engine is part of it. */
export type ToldInputs = Pick<RunInputs, "options" | "data" | "checkpoint">;

/** What runs follow from and, of an ensemble, the runs of its members that this was read from. */
export interface FollowedInputs {
  readonly inputs: RunInputs;
  readonly members: readonly EnsembleMember[];
}

/**
 * Everything that a run's result follows from.
 * @param engine what trains; an ensemble's members are those that it trained.
 * @param readCode by default as this process has it.
 * @throws UserError where a file that the experiment reads, or a member's run, is missing.
 */
export async function followedInputs(
  loaded: LoadedExperiment,
  engine: UsedEngine,
  readCode = reachedCode,
): Promise<FollowedInputs> {
  const { experiment, origin } = loaded;
  const { name, precision, versions } = engine;
  const { code } = await readCode(loaded, name);
  const common = { ...(await toldInputs(loaded)), code, engine: NO_ENGINE };
  if (experiment.kind === "training") {
    const inputs = { ...common, engine: { name, precision, versions } };
    if (origin === undefined) return { inputs, members: [] };
    return { inputs: { ...inputs, starts: await startsOf(origin, engine, readCode) }, members: [] };
  }
  if (experiment.kind !== "ensemble") return { inputs: common, members: [] };
  const inputsOf = (member: LoadedExperiment): Promise<RunInputs> => runInputs(member, engine, readCode);
  const members = await ensembleMembers({ ...loaded, experiment }, inputsOf, readCode);
  return { inputs: { ...common, members: predictionHashes(members) }, members };
}

/** The runs whose weights others start from; they need not be made yet. */
async function startsOf(
  origin: LoadedExperiment<TrainingExperiment>,
  engine: UsedEngine,
  readCode: ReadRunCode,
): Promise<NonNullable<RunInputs["starts"]>> {
  const inputs = await runInputs(origin, engine, readCode);
  return runKeys(origin.experiment).map((key) => ({ seed: key.seed, identity: runIdentity(inputs, key) }));
}

/** The same without the members. */
export async function runInputs(...of: Parameters<typeof followedInputs>): Promise<RunInputs> {
  return (await followedInputs(...of)).inputs;
}

/** @throws UserError where a file that the experiment reads is missing. */
export async function toldInputs(loaded: LoadedExperiment): Promise<ToldInputs> {
  const { root, experiment, settings } = loaded;
  const files = await dataFiles(loaded);
  const common = {
    data: fileHashes(files.map((name) => ({ name, path: insideRoot(root, name) }))),
    checkpoint: {},
  };
  switch (experiment.kind) {
    case "training": {
      const checkpoint = fileHashes(experiment.model.files(root));
      const options = trainingOptions({ ...loaded, experiment });
      if (loaded.origin === undefined) return { ...common, options, checkpoint };
      // Runs whose beginning was trained otherwise are no evidence for what is done now.
      const origin = await toldInputs(loaded.origin);
      const data = { ...origin.data, ...common.data };
      return { options: { ...options, origin: origin.options }, data, checkpoint };
    }
    case "baseline": {
      const { data, folds, leakage, learner } = experiment;
      return { ...common, options: { settings, leakage, ...describedParts({ data, folds, learner }) } };
    }
    case "predictions": {
      const { data, folder, madeBy } = experiment;
      return { ...common, options: { settings, folder, madeBy, data: described(data) } };
    }
    case "ensemble": {
      const { members, ensembler, postProcessing, nestedFolds } = experiment;
      const data = described(await dataSource(loaded));
      const blend = { ...describedParts({ ensembler, nestedFolds }), postProcessing: postProcessing.map(described) };
      return { ...common, options: { settings, members, data, ...blend } };
    }
  }
}

function trainingOptions({ experiment, settings }: LoadedExperiment<TrainingExperiment>): RunInputs["options"] {
  const { data, folds, augmentation, model, objective, optimizer, schedule, techniques, hooks } = experiment;
  const { leakage, epochs, batchSize, accumulation, frozenLayers = null, maxLength } = experiment;
  const { symmetric, clipNorm, keepWeights } = experiment;
  return {
    settings,
    ...describedParts({ data, folds, model, objective, optimizer, schedule }),
    augmentation: augmentation.map(described),
    techniques: techniques.map(described),
    hooks: hooks.map(described),
    ...{ leakage, epochs, batchSize, accumulation, frozenLayers, maxLength, symmetric, clipNorm, keepWeights },
  };
}

const described = ({ name, options }: Described): Described => ({ name, options });

/** Null where there is no such part. */
const describedParts = (
  parts: Readonly<Record<string, Described | undefined>>,
): Readonly<Record<string, Described | null>> =>
  Object.fromEntries(
    Object.entries(parts).map(([part, value]) => [part, value === undefined ? null : described(value)]),
  );

function fileHashes(files: readonly ModelFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.map(({ name, path }) => {
      if (!existsSync(path)) throw new UserError(`${name}: there is no such file; the experiment reads it`);
      return [name, fileHash(path)];
    }),
  );
}

/** By path and what tells of a change: a sweep asks for the same checkpoint at each point. */
const fileHashesKnown = new Map<string, string>();

function fileHash(path: string): string {
  const { size, mtimeNs, ctimeNs, ino } = statSync(path, { bigint: true });
  const key = [path, size, mtimeNs, ctimeNs, ino].join(" ");
  const hash = fileHashesKnown.get(key) ?? sha256File(path);
  fileHashesKnown.set(key, hash);
  return hash;
}
