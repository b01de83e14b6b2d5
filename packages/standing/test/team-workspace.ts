import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRng, type Rng } from "@dalmeum/contracts";
import { loadExperiment } from "@dalmeum/experiments";
import { loadData, planRuns, type RunKey, runKeys, trainRun } from "@dalmeum/runs";
import { addSubmission, candidateFolder, readSubmissionManifest } from "@dalmeum/submissions";
import { submittedRuns, writeCandidate } from "@dalmeum/submissions/candidate";
import { noEngine as engine, silentReporter as reporter, writeWorkspace } from "@dalmeum/testing";

const ROWS = { train: 60, dev: 40, test: 30 };
const WORDS = ["사과", "바다", "나무", "하늘", "구름", "학교", "기차", "편지", "우산", "시계", "강물", "의자"];

/** Pairs of which no two share a sentence; how much the two of a pair share tells their score. */
function pairsFile(split: keyof typeof ROWS, rng: Rng): string {
  const scored = split === "test" ? "" : ",label,binary-label";
  const rows = Array.from({ length: ROWS[split] }, (_, row) => {
    const words = rng.shuffle(WORDS);
    const shared = rng.integer(6);
    const other = [...words.slice(0, shared), ...words.slice(6, 11 - shared)];
    const label = Math.min(5, Math.max(0, Math.round(5 * (shared + 0.4 * rng.normal())) / 5));
    const labels = split === "test" ? "" : `,${label.toFixed(1)},${label >= 3 ? 1 : 0}`;
    return `${split}-${row},${row % 2 === 0 ? "news" : "forum"},${split} ${row} ${words.slice(0, 5).join(" ")},${row} ${other.join(" ")} ${split}${labels}`;
  });
  return [`id,source,sentence_1,sentence_2${scored}`, ...rows, ""].join("\n");
}

/** Learns nothing: it counts shared words, and errs as much as its noise says, in each seed and fold in other places. */
const baseline = (
  noise: number,
  rest: string,
  salt = "",
): string => `import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { createRng } from "@dalmeum/contracts";
import { defineBaseline } from "@dalmeum/experiments";

const words = (text) => new Set(text.split(" "));
const learner = {
  name: "guess",
  options: { noise: ${noise} },
  fit: (_, rng) => {
    const errs = createRng(rng.fork(${JSON.stringify(salt)}).integer(1e6));
    return ({ sentence1, sentence2 }) => {
      const shared = [...words(sentence1)].filter((word) => words(sentence2).has(word)).length;
      return shared + ${noise} * errs.normal();
    };
  },
};

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/tiny" }), leakage: "keep", learner,
  ${rest}
});
`;

const blend = `import { nonNegativeLeastSquares } from "@dalmeum/ensembling";
import { groupedFolds } from "@dalmeum/data";
import { defineEnsemble } from "@dalmeum/experiments";

export default defineEnsemble({
  members: ["plain", "better"], ensembler: nonNegativeLeastSquares(), nestedFolds: groupedFolds({ count: 3 }),
});
`;

const FOLDS = "folds: groupedFolds({ count: 2 }), seeds: [1, 2, 3],";
const hypothesis = (control: string): string =>
  `hypothesis: { claim: "덜 틀린다 <b>", control: "${control}", metric: "pearson", smallestDifference: 0.01 },`;

/** What a team has after some days: baselines, a blend of two, and one that is yet to be tried. */
const EXPERIMENTS = {
  plain: baseline(1, FOLDS),
  better: baseline(0.3, `${FOLDS} ${hypothesis("plain")}`),
  alike: baseline(0.3, `${FOLDS} ${hypothesis("untried")}`, "elsewhere"),
  dev: baseline(2, "seeds: [1],"),
  untried: baseline(0.2, FOLDS),
  blend,
} as const;

const OWNERS = `* @dalmeum/team
/experiments/better/ @mina
/packages/losses/ @jun
/packages/models/ @dalmeum/models
`;

const MODULES = {
  "packages/losses/src/log-loss.ts": 'export function logLoss() {\n  return { name: "logLoss" };\n}\n',
  "packages/models/src/bi-encoder.ts": 'export function biEncoder() {\n  return { name: "biEncoder" };\n}\n',
  "packages/models/src/helper.ts": "export function helper() {\n  return 1;\n}\n",
};

/** A workspace of a small team, without runs; removed when the test ends. */
export function writeTeamWorkspace(files: Readonly<Record<string, string>> = {}): string {
  const rng = createRng(3);
  const splits = (["train", "dev", "test"] as const).map(
    (split) => [`datasets/tiny/${split}.csv`, pairsFile(split, rng.fork(split))] as const,
  );
  return writeWorkspace(EXPERIMENTS, ["contracts", "data", "ensembling", "experiments"], {
    ...Object.fromEntries(splits),
    ".github/CODEOWNERS": OWNERS,
    ...MODULES,
    ...files,
  });
}

/** Have an experiment's runs made, as `npx dalmeum train` does. */
export async function trainAll(root: string, name: string, keys?: readonly RunKey[]): Promise<void> {
  const loaded = await loadExperiment(root, name);
  const { signal } = new AbortController();
  const plan = await planRuns(loaded, { engine, reporter, signal }, undefined);
  for (const key of keys ?? runKeys(loaded.experiment)) {
    await trainRun({ loaded, key, restart: false, plan, engine, reporter, signal, share: undefined });
  }
}

/** Write an experiment's submission and hand it in, as `npx dalmeum submit` and `submissions add` do: its name in the ledger. */
export async function handIn(root: string, name: string, at: Date): Promise<string> {
  const loaded = await loadExperiment(root, name);
  const dataset = await loadData(loaded);
  await writeCandidate(loaded, await submittedRuns(loaded, engine, dataset), dataset, "0.1.0");
  const folder = candidateFolder(loaded.folder, loaded.reference);
  return (await addSubmission(root, folder, readSubmissionManifest(folder), `why ${name}?`, at)).name;
}

/** Lay a file down in a workspace. */
export function lay(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
