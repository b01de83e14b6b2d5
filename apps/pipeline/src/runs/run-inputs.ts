import { existsSync } from "node:fs";
import type { Described, ModelFile } from "@dalmeum/contracts";
import { UserError } from "@dalmeum/contracts";
import { insideRoot } from "@dalmeum/data";
import { dataFiles } from "../experiments/data-files.ts";
import type { LoadedExperiment } from "../experiments/load-experiment.ts";
import { codeHashes } from "./code-hashes.ts";
import { canonicalJson, sha256, sha256File } from "./hash.ts";
import type { RunKey } from "./run-key.ts";
import type { RunInputs } from "./run-record.ts";

/**
 * Everything that a run's result follows from.
 * @throws UserError where a file that the experiment reads is missing.
 */
export function runInputs(loaded: LoadedExperiment, engine: RunInputs["engine"]): RunInputs {
  const { root, experiment, settings } = loaded;
  const { data, augmentation, model, objective, optimizer, schedule, techniques, hooks } = experiment;
  const { folds, leakage, epochs, batchSize, accumulation, frozenLayers = null, maxLength } = experiment;
  const { symmetric, clipNorm, keepWeights } = experiment;
  return {
    options: {
      data: described(data),
      settings,
      folds: folds === undefined ? null : described(folds),
      leakage,
      augmentation: augmentation.map(described),
      model: described(model),
      objective: described(objective),
      optimizer: described(optimizer),
      schedule: described(schedule),
      techniques: techniques.map(described),
      hooks: hooks.map(described),
      epochs,
      batchSize,
      accumulation,
      frozenLayers,
      maxLength,
      symmetric,
      clipNorm,
      keepWeights,
    },
    data: fileHashes(dataFiles(experiment).map((name) => ({ name, path: insideRoot(root, name) }))),
    checkpoint: fileHashes(model.files(root)),
    ...codeHashes(loaded),
    engine: { name: engine.name, precision: engine.precision, versions: engine.versions },
  };
}

/** The name of a run: equal inputs, seed and fold, equal identity. */
export function runIdentity(inputs: RunInputs, key: RunKey): string {
  return sha256(canonicalJson({ ...inputs, ...key }));
}

const described = ({ name, options }: Described): Described => ({ name, options });

function fileHashes(files: readonly ModelFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.map(({ name, path }) => {
      if (!existsSync(path)) throw new UserError(`${name}: there is no such file; the experiment reads it`);
      return [name, sha256File(path)];
    }),
  );
}
