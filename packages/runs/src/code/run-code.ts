import { join } from "node:path";
import { type CodeReach, createReachReader } from "@dalmeum/code-reach";
import type { Experiment, LoadedExperiment } from "@dalmeum/experiments";
import { sha256 } from "@dalmeum/files";
import { type EngineCode, engineCode } from "@dalmeum/runtimes";
import type { RunCode } from "../record/run-record.ts";

/** Of each kind of experiment, what makes its runs: of other kinds nothing is reached. Not all trainings start from another. */
const MAKERS: Readonly<Record<Experiment["kind"] | "started", readonly [file: string, name: string]>> = {
  training: ["training/training-maker.ts", "createTrainingMaker"],
  started: ["training/started-maker.ts", "createStartedMaker"],
  baseline: ["baseline/baseline-maker.ts", "createBaselineMaker"],
  predictions: ["predictions/predictions-maker.ts", "createPredictionsMaker"],
  ensemble: ["ensemble/ensemble-maker.ts", "createEnsembleMaker"],
};

/** How code is read: what does not count is said here. */
const SETTINGS = {
  uncounted: {
    calls: ["defineExperiment", "defineBaseline", "definePredictions", "defineEnsemble"],
    properties: ["hypothesis", "seeds"],
  },
  forPeople: {
    package: "@dalmeum/contracts",
    names: ["UserError", "problemsError", "tell", "beginProgress", "showProgress"],
  },
  refusals: { package: "@dalmeum/contracts", names: ["refuseProblems"] },
  // Where a hub and its files are. The files themselves count, by their content.
  uncountedEnvironment: [
    ...["HF_ENDPOINT", "HF_HOME", "HF_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN", "XDG_CACHE_HOME"],
    // How much TensorFlow says.
    "TF_CPP_MIN_LOG_LEVEL",
  ],
  cache: join(import.meta.dirname, "../../../../node_modules/.cache/dalmeum/code-reach"),
};

/** The code that a run follows from. */
export interface ReachedCode {
  readonly code: RunCode;
  readonly reach: CodeReach;
}

interface ReachedExperiment extends Pick<LoadedExperiment, "root" | "folder"> {
  /** Of a training that starts from another's weights. */
  readonly origin?: unknown;
  readonly experiment: Pick<Experiment, "kind">;
}

/**
 * Tells what can be reached from an experiment, what makes its runs and the engine that computes them.
 * @param engine its name; an engine computes trainings alone.
 * @throws UserError naming code that cannot be followed.
 */
export type ReadRunCode = (experiment: ReachedExperiment, engine: string) => Promise<ReachedCode>;

/** Where the code of makers and engines stands. */
export interface MakingCode {
  /** Folder of the makers, absolute. */
  readonly makers: string;
  engineOf(name: string): EngineCode | undefined;
}

/** What this process runs. */
const RUNNING: MakingCode = { makers: join(import.meta.dirname, "../makers"), engineOf: engineCode };

/** Reads each file of a workspace once: code is what it was when it was first asked for. */
export function createRunCodeReader(root: string, { makers, engineOf }: MakingCode = RUNNING): ReadRunCode {
  const reader = createReachReader({ root, ...SETTINGS });
  const reached = new Map<string, Promise<CodeReach>>();
  return async ({ folder, origin, experiment: { kind } }, engine) => {
    const computes = kind === "training" ? engineOf(engine) : undefined;
    const [file, name] = MAKERS[origin === undefined ? kind : "started"];
    const maker = { file: join(makers, file), exports: [name] };
    const entries = [{ file: join(folder, "experiment.ts") }, maker, ...(computes === undefined ? [] : [computes])];
    const key = JSON.stringify(entries);
    const promise = reached.get(key) ?? reader.reachOf(entries);
    reached.set(key, promise);
    const reach = await promise;
    return { code: codeOf(reach), reach };
  };
}

/** By workspace root: a process does not load code again either. */
const readers = new Map<string, ReadRunCode>();

/** The code that an experiment's runs would follow from now, as this process has it. */
export const reachedCode: ReadRunCode = (experiment, engine) => {
  const { root } = experiment;
  const read = readers.get(root) ?? createRunCodeReader(root);
  readers.set(root, read);
  return read(experiment, engine);
};

function codeOf({ hash, packages, environment }: CodeReach): RunCode {
  return { hash, packages, environment: Object.fromEntries(environment.map((name) => [name, hashOf(name)])) };
}

/** A variable may be a secret, so its value is not told. */
function hashOf(name: string): string | null {
  const value = process.env[name];
  return value === undefined ? null : sha256(value);
}
