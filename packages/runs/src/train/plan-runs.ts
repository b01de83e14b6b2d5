import type { CodeReach } from "@dalmeum/code-reach";
import type { Dataset, Engine, EngineDescription } from "@dalmeum/contracts";
import { dataSource, type LoadedExperiment } from "@dalmeum/experiments";
import { loadData } from "../folders/load-data.ts";
import { reachedCode } from "../code/run-code.ts";
import { followedInputs } from "../identity/run-inputs.ts";
import type { EnsembleMember } from "../makers/ensemble/member-predictions.ts";
import type { RunMaker, RunTools } from "../makers/run-maker.ts";
import type { RunInputs } from "../record/run-record.ts";
import type { RunShare } from "../store/share-runs.ts";
import { fetchMembers } from "../store/todays-runs.ts";
import { fetchModels } from "./fetch-model.ts";

/** What an experiment's runs follow from besides their key, and what makes them. */
export interface RunPlan {
  readonly inputs: RunInputs;
  readonly reach: CodeReach;
  /** What makes them, with the engine that was planned with; of all calls the first one's. */
  readonly maker: (tools: MakerTools) => Promise<RunMaker>;
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
  return { inputs, reach, maker, members, dataset };
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
      const { engine } = tools;
      if (engine === undefined) throw new Error(`${loaded.reference}: found no engine, and a model is to be trained`);
      return createTrainingMaker({ ...loaded, experiment }, { ...tools, engine });
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
