import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadExperiment } from "@dalmeum/experiments";
import { noEngine as engine, silentReporter as reporter, writeWorkspace } from "@dalmeum/testing";
import { z } from "zod";
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

type Path = readonly (string | number)[];
const jsonSchema: z.ZodType = z.unknown();

/** Paths of all leaves. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

/** The same with another leaf. */
function edited(value: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) return another(value);
  if (Array.isArray(value)) return value.map((inner: unknown, index) => (index === name ? edited(inner, rest) : inner));
  const entries = Object.entries(z.record(z.string(), jsonSchema).parse(value));
  return Object.fromEntries(entries.map(([key, inner]) => [key, key === name ? edited(inner, rest) : inner]));
}

/** Of the same kind, so that a schema takes it. */
function another(value: unknown): unknown {
  if (typeof value === "number") return value + (Number.isInteger(value) ? 1 : 1e-3);
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return "a";
  if (value === "unknown") return { hash: "0".repeat(40), dirty: false };
  if (/^\d{4}-/.test(value)) return "2020-01-01T00:00:00.000Z";
  return /^[0-9a-f]{40,}$/.test(value) ? value.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) : `${value}x`;
}

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
      const shared = { loaded, restart: false, plan, reporter, signal, share: undefined };
      const [first] = await Promise.all(keys.map((key) => trainRun({ ...shared, key })));
      return join(root, first?.path ?? "", "run.json");
    };
    if (name === "blend") for (const member of ["one", "two"]) await train(member);
    const path = await train(name);
    const text = readFileSync(path, "utf8");
    const leaves = leavesOf(JSON.parse(text));
    const believed: string[] = [];
    for (const leaf of leaves) {
      writeFileSync(path, JSON.stringify(edited(JSON.parse(text), leaf)));
      const isCaught = await train(name).then(
        () => false,
        () => true,
      );
      if (!isCaught) believed.push(leaf.join("."));
    }
    writeFileSync(path, text);
    await train(name);
    expect(leaves.length).toBeGreaterThan(60);
    expect(believed.filter((leaf) => !TOLD_ONLY.some(([pattern]) => pattern.test(leaf)))).toEqual([]);
    expect(TOLD_ONLY.filter(([pattern]) => !believed.some((leaf) => pattern.test(leaf))).map(([, why]) => why)).toEqual(
      name === "blend" ? ["compare warns where it is not today's"] : [],
    );
  });
});
