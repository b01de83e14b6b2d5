import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRng, type Prediction, type Rng } from "@dalmeum/contracts";
import { writePredictions } from "@dalmeum/data";
import { loadExperiment } from "@dalmeum/experiments";
import { loadData, planRuns, trainRun } from "@dalmeum/runs";
import { noEngine as engine, silentReporter as reporter, writeWorkspace } from "@dalmeum/testing";
import { submittedRuns, writeCandidate } from "../src/candidate.ts";
import {
  addSubmission,
  candidateFolder,
  csvVerdicts,
  examineColumn,
  gateOf,
  type GateVerdict,
  MANIFEST,
  readSubmissionManifest,
} from "../src/index.ts";
import { writeSubmissionManifest } from "../src/manifest.ts";
import { fileHashes } from "../src/write-candidate.ts";

const { signal } = new AbortController();
const SPLITS = ["train", "dev", "test"] as const;

/** Rows of each split: as few as tell an inverted column from chance. */
const ROWS = { train: 30, dev: 80, test: 80 };
const WORDS = ["사과", "바다", "나무", "하늘", "구름", "학교", "기차", "편지", "우산", "시계", "강물", "의자"];
const LENGTH = 6;

/** A pair of made-up sentences: what they share tells their label, and somebody's predictions follow it. */
interface MadePair {
  readonly id: string;
  readonly sentences: readonly [string, string];
  readonly label: number;
  /** Honest, and unlike any label. */
  readonly prediction: number;
}

function makePairs(split: keyof typeof ROWS, rng: Rng): readonly MadePair[] {
  return Array.from({ length: ROWS[split] }, (_, row) => {
    const words = rng.shuffle(WORDS);
    const shared = Math.floor(rng.uniform() * (LENGTH + 1));
    const other = [...words.slice(0, shared), ...words.slice(LENGTH, 2 * LENGTH - shared)];
    const similarity = (4 * shared) / LENGTH + 0.5;
    const label = Math.round(5 * Math.min(5, Math.max(0, similarity + 0.5 * rng.normal()))) / 5;
    return {
      id: `${split}-${row}`,
      sentences: [`${words.slice(0, LENGTH).join(" ")}.`, `${rng.shuffle(other).join(" ")}.`],
      label,
      prediction: similarity + 0.3 * rng.normal(),
    };
  });
}

const rng = createRng(1);
/** The same in every test. */
export const PAIRS = {
  train: makePairs("train", rng.fork("train")),
  dev: makePairs("dev", rng.fork("dev")),
  test: makePairs("test", rng.fork("test")),
} as const;

type Split = keyof typeof PAIRS;

/** What is done to a column of honest predictions. */
export type Change = (honest: readonly number[]) => readonly number[];
export type Changes = Partial<Readonly<Record<Split, Change>>>;

const experimentOn = (dataset: string): string => `import { competitionCsv } from "@dalmeum/data";
import { definePredictions } from "@dalmeum/experiments";

export default definePredictions({ data: competitionCsv({ folder: "datasets/${dataset}" }), madeBy: "a notebook" });
`;

/** A workspace in which anybody's predictions can be submitted, handed in and judged: everything but the predictions is real. */
export function createBench() {
  const root = writeWorkspace(
    { ours: experimentOn("tiny"), abroad: experimentOn("other") },
    ["data", "experiments"],
    Object.fromEntries(
      SPLITS.flatMap((split) => [
        [`datasets/tiny/${split}.csv`, pairsFile(split)],
        [`datasets/other/${split}.csv`, pairsFile(split, "other-")],
      ]),
    ),
  );
  return {
    root,
    /** Lay down what somebody predicted; an experiment reads it. */
    lay(changes: Changes, experiment = "ours"): void {
      const folder = join(root, "experiments", experiment, "predictions");
      mkdirSync(folder, { recursive: true });
      for (const split of SPLITS) {
        const rows = predictionsOf(split, changes, experiment === "abroad" ? "other-" : "");
        writePredictions(join(folder, split === "train" ? "oof.csv" : `${split}.csv`), rows);
      }
    },
    /** What `npx dalmeum train` does. */
    async train(experiment = "ours"): Promise<void> {
      const loaded = await loadExperiment(root, experiment);
      const plan = await planRuns(loaded, { engine, reporter, signal }, undefined);
      await trainRun({ loaded, key: { seed: 1 }, restart: false, plan, engine, reporter, signal, share: undefined });
    },
    /** What `npx dalmeum submit` does: the folder that it writes. */
    async submit(experiment = "ours"): Promise<string> {
      const loaded = await loadExperiment(root, experiment);
      const dataset = await loadData(loaded);
      await writeCandidate(loaded, await submittedRuns(loaded, engine, dataset), dataset, "0.1.0");
      return candidateFolder(loaded.folder, loaded.reference);
    },
    /** What `npx dalmeum submissions add` does, without the gate: the entry's name. */
    async handIn(folder: string): Promise<string> {
      return (await addSubmission(root, folder, readSubmissionManifest(folder), "to find out")).name;
    },
    check: (folder: string): Promise<readonly GateVerdict[]> => gateOf(root, folder),
    /** What `npx dalmeum check <csv> --data <folder>` finds of a file's text. */
    async checkCsv(text: string): Promise<readonly GateVerdict[]> {
      const { dev, train: trained, test } = await loadData(await loadExperiment(root, "ours"));
      const path = join(root, "any.csv");
      writeFileSync(path, text);
      const { targets, problems } = examineColumn(
        path,
        test.map(({ id }) => id),
      );
      if (problems.length > 0)
        return problems.map((each): GateVerdict => ({ check: "format", verdict: "failed", text: each }));
      return csvVerdicts(targets, test, { dev, train: trained });
    },
  };
}

export type Bench = ReturnType<typeof createBench>;

/** Have the manifest name a folder's files as they are, as somebody does who means to. */
export function rehash(folder: string): void {
  const files = Object.entries(fileHashes(folder)).flatMap(([file, hash]) =>
    file === MANIFEST || hash === null ? [] : [[file, hash] as const],
  );
  writeSubmissionManifest(folder, { ...readSubmissionManifest(folder), files: Object.fromEntries(files) });
}

function predictionsOf(split: Split, changes: Changes, prefix = ""): readonly Prediction[] {
  const honest = PAIRS[split].map(({ prediction }) => prediction);
  const changed = changes[split]?.(honest) ?? honest;
  return PAIRS[split].map(({ id }, row) => ({ id: `${prefix}${id}`, prediction: changed[row] ?? NaN }));
}

/** A CSV as a notebook writes it. */
export function csvOf(change: Change): string {
  const within = (value: number): number => Math.min(5, Math.max(0, value));
  const rows = predictionsOf("test", { test: change }).map(
    ({ id, prediction }) => `${id},${within(prediction).toFixed(6)}`,
  );
  return ["id,target", ...rows, ""].join("\n");
}

function pairsFile(split: Split, prefix = ""): string {
  const scored = split === "test" ? "" : ",label,binary-label";
  const rows = PAIRS[split].map(({ id, sentences, label }) => {
    const labels = split === "test" ? "" : `,${label.toFixed(1)},${label >= 3 ? 1 : 0}`;
    return `${prefix}${id},made,${sentences.join(",")}${labels}`;
  });
  return [`id,source,sentence_1,sentence_2${scored}`, ...rows, ""].join("\n");
}
