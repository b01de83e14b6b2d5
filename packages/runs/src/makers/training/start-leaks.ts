import { count, counted, problemsError, type SentencePair } from "@dalmeum/contracts";
import { findLeakage, leakageProblems } from "@dalmeum/data";
import { type LoadedExperiment, stagesBefore, type TrainingExperiment } from "@dalmeum/experiments";
import { loadPairs } from "../load-pairs.ts";
import { loadPrepared, trainingPairs } from "../pairs/training-pairs.ts";
import { type RunKey, startSeed } from "../../record/run-key.ts";

type LoadedTraining = LoadedExperiment<TrainingExperiment>;

/**
 * Look whether what a run starts from, over however many stages, was trained on pairs that share a sentence with what the run is
 * judged on.
 * @returns what a reader should know of them.
 * @throws UserError with the pairs, unless the experiment keeps such pairs: nothing takes back what they have taught.
 */
export async function checkStart(loaded: LoadedTraining, key: RunKey): Promise<readonly string[]> {
  const { reference, experiment } = loaded;
  const judged = await judgedPairs(loaded, key);
  const notes: string[] = [];
  let { seed } = key;
  for (const stage of stagesBefore(loaded)) {
    seed = startSeed(stage.experiment.seeds, seed) ?? seed;
    const pairs = await pairsOf(stage, seed);
    const leaks = findLeakage(pairs, judged);
    if (leaks.length === 0) continue;
    const sets = [...new Set(leaks.map(({ other }) => other))].join(" or ");
    const leaking = new Set(leaks.map(({ trainId }) => trainId)).size;
    const share = leaking === 1 ? "shares" : "share";
    const said = `${count(leaking)} of ${counted(pairs.length, "pair")} that ${stage.reference} was trained on ${share} a sentence with ${sets}`;
    if (experiment.leakage !== "keep") {
      throw problemsError(
        `${reference} starts from ${stage.reference}: ${said}, which makes scores look better than they are. Leave them out of ` +
          `${stage.name}, or set leakage: "keep" in the experiment.ts of ${loaded.name} to start from it all the same`,
        leakageProblems(leaks),
      );
    }
    notes.push(`${said}: kept, so scores look better than they are`);
  }
  return notes;
}

/** What a run is judged on, by what it is called. */
async function judgedPairs({ root, experiment }: LoadedTraining, { fold }: RunKey) {
  const { train, dev, test } = await loadPairs(experiment.data, root);
  const part = fold === undefined ? undefined : experiment.folds?.split(train).folds[fold - 1];
  const sets: Readonly<Record<string, readonly SentencePair[]>> = { dev, test };
  return part === undefined ? sets : { ...sets, [part.name]: part.heldOut };
}

async function pairsOf(stage: LoadedTraining, seed: number) {
  const { root, experiment } = stage;
  const dataset = await loadPairs(experiment.data, root);
  return trainingPairs({ experiment, dataset, prepared: await loadPrepared(stage, dataset) }, { seed }).train;
}
