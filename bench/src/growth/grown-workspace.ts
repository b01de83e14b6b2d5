import { join } from "node:path";
import { makeTemporaryWorkspace, packagesNamed, type TemporaryWorkspace } from "../temporary-workspace.ts";
import { SPLITS, syntheticSplit } from "./synthetic.ts";

/** Experiments of a grown workspace: a control, and what is compared with it. */
export const EXPERIMENTS = ["counted", "chanced"] as const;

/** A baseline that costs next to nothing a pair, so that what is measured is everything around it. */
const experimentText = (noise: number): string => `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

const learner = {
  name: "sharedWords",
  options: { noise: ${noise} },
  fit: (pairs, rng) => {
    const shared = ({ sentence1, sentence2 }) => {
      const words = new Set(sentence1.split(" "));
      return sentence2.split(" ").filter((word) => words.has(word)).length / words.size;
    };
    const mean = pairs.reduce((sum, { score }) => sum + score, 0) / pairs.length;
    const tilt = rng.normal();
    return (pair) => mean + 4 * (shared(pair) - 0.5) + ${noise} * tilt * Math.sin(pair.sentence1.length * tilt);
  },
};

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/grown" }),
  leakage: "drop",
  learner,
  seeds: [1],
});
`;

/** A workspace with a corpus as often as large as KorSTS and two baselines on it; whoever makes it removes it. */
export function makeGrownWorkspace(times: number): TemporaryWorkspace {
  const workspace = makeTemporaryWorkspace();
  const { root, write } = workspace;
  write("datasets/grown/package.json", JSON.stringify({ name: "@grown/data", version: "0.0.0" }));
  for (const split of SPLITS) write(`datasets/grown/${split}.csv`, syntheticSplit(split, times));
  write("datasets/unlabelled/test.csv", syntheticSplit("test", times));
  const packages = { ...packagesNamed(["data", "experiments"]), "@grown/data": join(root, "datasets/grown") };
  for (const [index, name] of EXPERIMENTS.entries()) workspace.addExperiment(name, experimentText(index), packages);
  workspace.commit();
  return workspace;
}
