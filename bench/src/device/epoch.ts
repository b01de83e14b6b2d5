import type { Dataset, Engine, Model } from "@dalmeum/contracts";
import experiment from "@dalmeum/experiment-cross-encoder/experiment.ts";
import { fit } from "@dalmeum/training";
import { trainingRng } from "../plan.ts";
import { observedEngine } from "./observed-engine.ts";
import type { DevicePlan } from "./plan.ts";
import type { Part } from "./result.ts";
import { seconds } from "./speed.ts";

interface EpochOptions {
  readonly plan: DevicePlan;
  readonly dataset: Dataset;
  readonly model: Model;
  readonly engine: Engine;
}

/** The experiment's first epoch, by `fit`, everything that it does counted. */
export async function measureEpoch({ plan, dataset, model, engine }: EpochOptions): Promise<Part<"epoch">> {
  const { objective, optimizer, schedule, maxLength, clipNorm } = experiment;
  const { engine: watched, observed } = observedEngine(engine);
  const pairs = dataset.train.slice(0, plan.epochPairs);
  const losses: number[] = [];
  const options = { objective, optimizer, schedule, batchSize: plan.batchSize, maxLength, clipNorm };
  const total = await seconds(() =>
    fit({
      ...{ ...options, model, engine: watched, pairs, epochs: 1, rng: trainingRng() },
      onStep: ({ loss }) => {
        losses.push(loss);
      },
    }),
  );
  return {
    ...{ part: "epoch", pairs: pairs.length, updates: losses.length, programs: observed.programs },
    ...{ seconds: total, compileSeconds: observed.seconds },
    ...{ firstLoss: meanOf(losses.slice(0, RUN)), lastLoss: meanOf(losses.slice(-RUN)) },
  };
}

/** Updates whose mean loss is told; that of one says little. */
const RUN = 20;
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
