import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import { packagesNamed, type TemporaryWorkspace } from "../temporary-workspace.ts";

/** Of the experiment `bi-encoder`, trained on as few pairs as make a run: what its weights are does not matter to a clock. */
const EXPERIMENT = `import { competitionCsv, takePairs } from "@dalmeum/data";
import { maeLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { defineExperiment } from "@dalmeum/experiments";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis: "None: its speed is measured",
  data: takePairs(competitionCsv({ folder: "datasets/korsts" }), { train: 32 }),
  leakage: "keep",
  model: biEncoder({
    checkpoint: "checkpoints/e5-small-ko",
    pooling: "mean",
    template: "query: {sentence}",
    heads: { similarity: cosine({ scale: 5 }) },
  }),
  objective: weightedSum([[1, maeLoss()]]),
  optimizer: adamw({ weightDecay: 0.01 }),
  schedule: linearWarmup({ peak: 1e-4, warmupRatio: 0.1 }),
  epochs: 1,
  batchSize: 32,
  maxLength: 128,
  seeds: [1],
});
`;

const [DATA, CHECKPOINT] = ["datasets/korsts", "checkpoints/e5-small-ko"];

/** A workspace with one trained bi-encoder, and what lies in it. */
export interface EncodeWorkspace {
  readonly workspace: TemporaryWorkspace;
  /** The run, as commands take it. */
  readonly run: string;
  /** The same exported, which sentence-transformers loads. */
  readonly exported: string;
  /** A CSV of the pairs to score. */
  readonly pairs: string;
}

/** Train and export in a workspace that holds nothing yet. */
export async function fillEncodeWorkspace(workspace: TemporaryWorkspace, pairs: string): Promise<EncodeWorkspace> {
  const { root } = workspace;
  for (const folder of [DATA, CHECKPOINT]) workspace.copy(folder);
  workspace.write("pairs.csv", pairs);
  workspace.addExperiment("encoder", EXPERIMENT, {
    ...packagesNamed(["data", "experiments", "losses", "models", "training"]),
    ...{ "@dalmeum/korsts": join(root, DATA), "@dalmeum/e5-small-ko": join(root, CHECKPOINT) },
  });
  workspace.commit();
  const run = "experiments/encoder";
  await runCommand(root, ["train", "encoder"]);
  await runCommand(root, ["export", run, "--output", "exported"]);
  return { workspace, run, exported: "exported", pairs: "pairs.csv" };
}
