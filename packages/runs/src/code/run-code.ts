import { join } from "node:path";
import { type CodeReach, createReachReader, type ReachEntry, type ReachReader } from "@dalmeum/code-reach";
import type { Experiment, LoadedExperiment } from "@dalmeum/experiments";
import { sha256 } from "@dalmeum/files";
import { engineCode } from "@dalmeum/runtimes";
import type { RunCode } from "../record/run-record.ts";

/** What makes runs of each kind: of other kinds nothing is reached. */
const MAKERS: Readonly<Record<Experiment["kind"], ReachEntry>> = {
  training: maker("training/training-maker.ts", "createTrainingMaker"),
  baseline: maker("baseline/baseline-maker.ts", "createBaselineMaker"),
  predictions: maker("predictions/predictions-maker.ts", "createPredictionsMaker"),
  ensemble: maker("ensemble/ensemble-maker.ts", "createEnsembleMaker"),
};

/** How code is read: what does not count is said here. */
const SETTINGS = {
  uncounted: {
    calls: ["defineExperiment", "defineBaseline", "definePredictions", "defineEnsemble"],
    properties: ["hypothesis", "seeds"],
  },
  forPeople: { package: "@dalmeum/contracts", names: ["UserError", "problemsError"] },
  // Where a hub and its files are. The files themselves count, by their content.
  uncountedEnvironment: [
    ...["HF_ENDPOINT", "HF_HOME", "HF_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN", "XDG_CACHE_HOME"],
    // How much TensorFlow says.
    "TF_CPP_MIN_LOG_LEVEL",
  ],
};

/** The code that a run follows from. */
export interface ReachedCode {
  readonly code: RunCode;
  readonly reach: CodeReach;
}

type ReachedExperiment = Pick<LoadedExperiment, "root" | "folder" | "experiment">;

interface RootReader {
  readonly reader: ReachReader;
  /** By their entries. */
  readonly reached: Map<string, Promise<CodeReach>>;
}

/** By workspace root: code is what it was when this process first asked, as it does not load it again either. */
const readers = new Map<string, RootReader>();

/** The code that an experiment's runs would follow from now. */
export async function runCode(loaded: ReachedExperiment, engine: string): Promise<RunCode> {
  return (await reachedCode(loaded, engine)).code;
}

/**
 * The same with its text: what can be reached from an experiment, what makes its runs and the engine that computes them.
 * @param engine its name; an engine computes trainings alone.
 * @throws UserError naming code that cannot be followed.
 */
export async function reachedCode(
  { root, folder, experiment }: ReachedExperiment,
  engine: string,
): Promise<ReachedCode> {
  const { kind } = experiment;
  const computes = kind === "training" ? engineCode(engine) : undefined;
  const entries = [
    { file: join(folder, "experiment.ts") },
    MAKERS[kind],
    ...(computes === undefined ? [] : [computes]),
  ];
  const { reader, reached } = readerOf(root);
  const key = JSON.stringify(entries);
  const promise = reached.get(key) ?? reader.reachOf(entries);
  reached.set(key, promise);
  const reach = await promise;
  return { code: codeOf(reach), reach };
}

function readerOf(root: string): RootReader {
  const known = readers.get(root) ?? { reader: createReachReader({ root, ...SETTINGS }), reached: new Map() };
  readers.set(root, known);
  return known;
}

function codeOf({ hash, packages, environment }: CodeReach): RunCode {
  return { hash, packages, environment: Object.fromEntries(environment.map((name) => [name, hashOf(name)])) };
}

/** A variable may be a secret, so its value is not told. */
function hashOf(name: string): string | null {
  const value = process.env[name];
  return value === undefined ? null : sha256(value);
}

function maker(file: string, name: string): ReachEntry {
  return { file: join(import.meta.dirname, "../makers", file), exports: [name] };
}
