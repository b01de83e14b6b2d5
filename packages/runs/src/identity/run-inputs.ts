import { existsSync } from "node:fs";
import { type Described, type ModelFile, UserError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { ensembleMembers, predictionHashes } from "./ensemble-members.ts";
import {
  dataFiles,
  dataSource,
  type EnsembleExperiment,
  type LoadedExperiment,
  type TrainingExperiment,
} from "@dalmeum/experiments";
import { sha256File } from "@dalmeum/files";
import type { RunInputs } from "../record/run-record.ts";
import { runCode } from "./run-code.ts";

type UsedEngine = RunInputs["engine"];

/** Of runs that no engine computes. */
const NO_ENGINE: UsedEngine = { name: "none", precision: "none", versions: {} };

/**
 * Everything that a run's result follows from.
 * @param engine what trains; an ensemble's members are those that it trained.
 * @throws UserError where a file that the experiment reads, or a member's run, is missing.
 */
export async function runInputs(loaded: LoadedExperiment, engine: UsedEngine): Promise<RunInputs> {
  const { root, experiment, settings } = loaded;
  const files = await dataFiles(loaded);
  const common = {
    data: fileHashes(files.map((name) => ({ name, path: insideRoot(root, name) }))),
    checkpoint: {},
    code: (await runCode(loaded, engine.name)).code,
    engine: NO_ENGINE,
  };
  switch (experiment.kind) {
    case "training": {
      const { name, precision, versions } = engine;
      return {
        ...common,
        options: trainingOptions({ ...loaded, experiment }),
        checkpoint: fileHashes(experiment.model.files(root)),
        engine: { name, precision, versions },
      };
    }
    case "baseline": {
      const { data, folds, leakage, learner } = experiment;
      return { ...common, options: { settings, leakage, ...describedParts({ data, folds, learner }) } };
    }
    case "predictions": {
      const { data, folder, madeBy } = experiment;
      return { ...common, options: { settings, folder, madeBy, data: described(data) } };
    }
    case "ensemble":
      return ensembleInputs({ ...loaded, experiment }, common, engine);
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

async function ensembleInputs(
  loaded: LoadedExperiment<EnsembleExperiment>,
  common: Omit<RunInputs, "options">,
  engine: UsedEngine,
): Promise<RunInputs> {
  const { experiment, settings } = loaded;
  const { members, ensembler, postProcessing, nestedFolds } = experiment;
  const data = described(await dataSource(loaded));
  return {
    ...common,
    options: {
      ...{ settings, members, data },
      ...describedParts({ ensembler, nestedFolds }),
      postProcessing: postProcessing.map(described),
    },
    members: predictionHashes(await ensembleMembers(loaded, (member) => runInputs(member, engine))),
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
      return [name, sha256File(path)];
    }),
  );
}
