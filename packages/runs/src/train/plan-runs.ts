import type { CodeReach } from "@dalmeum/code-reach";
import type { Dataset, Engine, EngineDescription } from "@dalmeum/contracts";
import { dataSource, type LoadedExperiment, type TrainingExperiment } from "@dalmeum/experiments";
import { loadData } from "../folders/load-data.ts";
import { reachedCode } from "../code/run-code.ts";
import type { CurrentRun } from "../folders/last-run.ts";
import { followedInputs, runInputs } from "../identity/run-inputs.ts";
import type { EnsembleMember } from "../makers/ensemble/member-predictions.ts";
import type { RunMaker, RunTools } from "../makers/run-maker.ts";
import { type RunKey, startSeed } from "../record/run-key.ts";
import type { RunInputs } from "../record/run-record.ts";
import type { RunShare } from "../store/share-runs.ts";
import { fetchMembers } from "../store/todays-runs.ts";
import { fetchModels } from "./fetch-model.ts";
import { startRun } from "./start-run.ts";

/** What an experiment's runs follow from besides their key, and what makes them. */
export interface RunPlan {
  readonly inputs: RunInputs;
  readonly reach: CodeReach;
  /**
   * What makes the run of a key, with the engine that was planned with; of all calls the first one's.
   * @throws UserError where it starts from a run that is not trained, or whose weights are neither here nor in the store.
   */
  readonly maker: (tools: MakerTools, key: RunKey) => Promise<RunMaker>;
  /** Of an ensemble, else none. */
  readonly members: readonly EnsembleMember[];
  /** Their data, read where it is asked for first. */
  readonly dataset: () => Promise<Dataset>;
}

export interface MakerTools extends Pick<RunTools, "reporter" | "signal"> {
  readonly engine: Engine | undefined;
}

export interface PlanTools extends Pick<RunTools, "reporter" | "signal"> {
  /** What computes them; it need not be here. */
  readonly engine: EngineDescription;
}

/**
 * Plan an experiment's runs. A model that is on a hub is downloaded first, as runs follow from its files, and so are those of
 * an ensemble's members' runs that the store has.
 * @throws UserError where files that runs follow from are missing.
 */
export async function planRuns(
  loaded: LoadedExperiment,
  { engine, reporter, signal }: PlanTools,
  share: RunShare | undefined,
): Promise<RunPlan> {
  await fetchModels(loaded, reporter, signal);
  await fetchMembers(loaded, share);
  const { inputs, members } = await followedInputs(loaded, engine);
  const { reach } = await reachedCode(loaded, engine.name);
  let data: Promise<Dataset> | undefined;
  const dataset = (): Promise<Dataset> => (data ??= loadData(loaded));
  let made: Promise<RunMaker> | undefined;
  const maker = (tools: MakerTools): Promise<RunMaker> => (made ??= createRunMaker(loaded, tools, members));
  const { experiment, origin } = loaded;
  const started =
    experiment.kind === "training" && origin !== undefined
      ? startedMakers({ ...loaded, experiment }, origin, engine, share)
      : undefined;
  return { inputs, reach, maker: started ?? maker, members, dataset };
}

/** A maker for each run that others start from. */
function startedMakers(
  loaded: LoadedExperiment<TrainingExperiment>,
  origin: LoadedExperiment<TrainingExperiment>,
  engine: EngineDescription,
  share: RunShare | undefined,
): RunPlan["maker"] {
  const makers = new Map<string, Promise<RunMaker>>();
  const create = async (run: CurrentRun, tools: MakerTools): Promise<RunMaker> => {
    const { createStartedMaker } = await import("../makers/training/started-maker.ts");
    return createStartedMaker(loaded, { run, model: origin.experiment.model }, withEngine(loaded, tools));
  };
  return async (tools, { seed }) => {
    const inputs = await runInputs(origin, engine);
    const run = await startRun(origin, inputs, { seed: startSeed(origin.experiment.seeds, seed) ?? seed }, share);
    const maker = makers.get(run.path) ?? create(run, tools);
    makers.set(run.path, maker);
    return maker;
  };
}

function withEngine({ reference }: LoadedExperiment, { engine, ...tools }: MakerTools): RunTools {
  if (engine === undefined) throw new Error(`${reference}: found no engine, and a model is to be trained`);
  return { ...tools, engine };
}

/** Each kind is loaded where it is needed: most of a start is loading. */
async function createRunMaker(
  loaded: LoadedExperiment,
  tools: MakerTools,
  members: readonly EnsembleMember[],
): Promise<RunMaker> {
  const { experiment } = loaded;
  switch (experiment.kind) {
    case "training": {
      const { createTrainingMaker } = await import("../makers/training/training-maker.ts");
      return createTrainingMaker({ ...loaded, experiment }, withEngine(loaded, tools));
    }
    case "baseline": {
      const { createBaselineMaker } = await import("../makers/baseline/baseline-maker.ts");
      return createBaselineMaker({ ...loaded, experiment });
    }
    case "predictions": {
      const { createPredictionsMaker } = await import("../makers/predictions/predictions-maker.ts");
      return createPredictionsMaker({ ...loaded, experiment });
    }
    case "ensemble": {
      const { createEnsembleMaker } = await import("../makers/ensemble/ensemble-maker.ts");
      return createEnsembleMaker({ ...loaded, experiment }, await dataSource(loaded), members);
    }
  }
}
