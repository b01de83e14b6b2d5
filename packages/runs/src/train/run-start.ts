import { availableParallelism, cpus, hostname } from "node:os";
import type { LoadedExperiment } from "@dalmeum/experiments";
import { gitCommit } from "../git/git-commit.ts";
import { inputsOfKey, runIdentity } from "../record/run-identity.ts";
import type { RunKey } from "../record/run-key.ts";
import type { RunInputs, RunStart } from "../record/run-record.ts";

/** A run that is to be made. */
export interface StartedRun {
  readonly loaded: LoadedExperiment;
  readonly key: RunKey;
  readonly inputs: RunInputs;
}

/** What is known of a run when it starts. */
export async function runStart({ loaded, key, inputs }: StartedRun): Promise<RunStart> {
  const { hypothesis } = loaded.experiment;
  return {
    experiment: loaded.name,
    ...(hypothesis === undefined ? {} : { hypothesis }),
    settings: loaded.settings,
    ...key,
    identity: runIdentity(inputs, key),
    inputs: inputsOfKey(inputs, key),
    commit: await gitCommit(loaded.root),
    machine: {
      host: hostname(),
      platform: `${process.platform} ${process.arch}`,
      cpu: cpus()[0]?.model.trim() ?? "unknown",
      cores: availableParallelism(),
      node: process.version,
    },
    startedAt: new Date().toISOString(),
  };
}
