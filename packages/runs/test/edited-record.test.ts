import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadExperiment } from "@dalmeum/experiments";
import { editedLeaves, noEngine as engine, silentReporter as reporter, writeWorkspace } from "@dalmeum/testing";
import { planRuns, trainRun } from "../src/index.ts";

const baseline = (
  name: string,
  weight: number,
): string => `import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({
  hypothesis: { claim: "it helps", control: "${name}", metric: "pearson", smallestDifference: 0.01 },
  data: competitionCsv({ folder: "datasets/tiny" }),
  folds: groupedFolds({ count: 2 }),
  leakage: "drop",
  learner: { name: "${name}", options: {}, fit: () => ({ id }) => Number(id.split("-")[1]) * ${weight} + ((id.length * 7) % 3) },
});
`;
const BLEND = `import { mean } from "@dalmeum/ensembling";
import { groupedFolds } from "@dalmeum/data";
import { defineEnsemble } from "@dalmeum/experiments";

export default defineEnsemble({ members: ["one", "two"], ensembler: mean(), nestedFolds: groupedFolds({ count: 2 }) });
`;

/** Pairs of which no two share a sentence. */
const pairs = (split: string, length: number): string =>
  [
    "id,source,sentence_1,sentence_2,label,binary-label",
    ...Array.from({ length }, (_, index) => {
      const score = (index * 7) % 6;
      return `${split}-${index},test,${split} ${index} 하나,${split} ${index} 둘,${score}.0,${score >= 3 ? 1 : 0}`;
    }),
    "",
  ].join("\n");
const FILES = { "datasets/tiny/train.csv": pairs("train", 12), "datasets/tiny/dev.csv": pairs("dev", 6) };

const PACKAGES = ["data", "experiments", "ensembling"];

/** What nothing gives, and where it is told, if anywhere. */
const TOLD_ONLY: readonly (readonly [RegExp, string])[] = [
  [/^hypothesis\./, "compare warns where it is not today's"],
  [/^commit/, "the gate looks for it in the history, and says that it is what records say"],
  [/^machine\./, "shown nowhere"],
  [/^startedAt$/, "shown nowhere"],
  [/^result\.finishedAt$/, "orders stale runs; a model card names it"],
  [/^result\.seconds\./, "train says of a run that was there that its record says so"],
  [/^result\.(trainingPairsPerSecond|peakMemoryMegabytes)$/, "the same"],
];

describe.each(["one", "blend"])("a leaf of a record of %s that is edited", (name) => {
  it("is caught, or is one that nothing gives", { tags: ["slow"] }, async () => {
    const { signal } = new AbortController();
    const root = writeWorkspace(
      { one: baseline("one", 0.4), two: baseline("two", -0.1), blend: BLEND },
      PACKAGES,
      FILES,
    );
    const train = async (reference: string): Promise<string> => {
      const loaded = await loadExperiment(root, reference);
      const plan = await planRuns(loaded, { engine, reporter, signal }, undefined);
      const keys = reference === "blend" ? [{ seed: 1 }] : [1, 2].map((fold) => ({ seed: 1, fold }));
      const shared = { loaded, restart: false, plan, engine, reporter, signal, share: undefined };
      const [first] = await Promise.all(keys.map((key) => trainRun({ ...shared, key })));
      return join(root, first?.path ?? "", "run.json");
    };
    if (name === "blend") for (const member of ["one", "two"]) await train(member);
    const path = await train(name);
    const text = readFileSync(path, "utf8");
    const edits = editedLeaves(JSON.parse(text));
    const believed: string[] = [];
    for (const { leaf, value } of edits) {
      writeFileSync(path, JSON.stringify(value));
      const isCaught = await train(name).then(
        () => false,
        () => true,
      );
      if (!isCaught) believed.push(leaf);
    }
    writeFileSync(path, text);
    await train(name);
    expect(edits.length).toBeGreaterThan(60);
    expect(believed.filter((leaf) => !TOLD_ONLY.some(([pattern]) => pattern.test(leaf)))).toEqual([]);
    expect(TOLD_ONLY.filter(([pattern]) => !believed.some((leaf) => pattern.test(leaf))).map(([, why]) => why)).toEqual(
      name === "blend" ? ["compare warns where it is not today's"] : [],
    );
  });
});
