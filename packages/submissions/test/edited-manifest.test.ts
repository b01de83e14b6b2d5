import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadExperiment } from "@dalmeum/experiments";
import { sha256 } from "@dalmeum/files";
import { loadData, planRuns, runKeys, trainRun } from "@dalmeum/runs";
import { editedLeaves, noEngine as engine, silentReporter as reporter, writeWorkspace } from "@dalmeum/testing";
import { z } from "zod";
import { candidateFolder, gateOf, type GateTools } from "../src/index.ts";
import { submittedRuns, writeCandidate } from "../src/candidate.ts";

const baseline = (weight: number): string => `import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/tiny" }),
  folds: groupedFolds({ count: 2 }),
  leakage: "drop",
  learner: {
    name: "guess",
    options: {},
    fit: () => ({ sentence1, sentence2 }) => ${weight} * (sentence2.length - sentence1.length) + sentence1.length / 10,
  },
});
`;
const BLEND = `import { mean } from "@dalmeum/ensembling";
import { groupedFolds } from "@dalmeum/data";
import { defineEnsemble } from "@dalmeum/experiments";

export default defineEnsemble({ members: ["하나", "둘"], ensembler: mean(), nestedFolds: groupedFolds({ count: 2 }) });
`;

/** Pairs of which no two share a sentence, the second longer the higher the score. */
const pairs = (split: string, length: number, scored = true): string =>
  [
    `id,source,sentence_1,sentence_2${scored ? ",label,binary-label" : ""}`,
    ...Array.from({ length }, (_, index) => {
      const score = (index * 7) % 6;
      const sentences = `${split} ${index},${split} ${index}${"가".repeat(score + 1 + (index % 2))}`;
      return `${split}-${index},test,${sentences}${scored ? `,${score}.0,${score >= 3 ? 1 : 0}` : ""}`;
    }),
    "",
  ].join("\n");
const FILES = {
  "datasets/tiny/train.csv": pairs("train", 24),
  "datasets/tiny/dev.csv": pairs("dev", 12),
  "datasets/tiny/test.csv": pairs("test", 12, false),
};

/** A workspace whose blend of two members was submitted, and its folder. */
async function submitted() {
  const root = writeWorkspace(
    { 하나: baseline(0.5), 둘: baseline(0.7), blend: BLEND },
    ["data", "experiments", "ensembling"],
    FILES,
  );
  const { signal } = new AbortController();
  for (const name of ["하나", "둘", "blend"]) {
    const loaded = await loadExperiment(root, name);
    const plan = await planRuns(loaded, { engine, reporter, signal }, undefined);
    for (const key of runKeys(loaded.experiment)) {
      await trainRun({ loaded, key, restart: false, plan, engine, reporter, signal, share: undefined });
    }
  }
  const loaded = await loadExperiment(root, "blend");
  const dataset = await loadData(loaded);
  await writeCandidate(loaded, await submittedRuns(loaded, engine, dataset), dataset, "0.2.0");
  const folder = candidateFolder(loaded.folder, loaded.reference);
  const manifest = join(folder, "manifest.json");
  const written = readFileSync(manifest, "utf8");
  /** Names of the checks that failed. */
  const failed = async (tools?: GateTools): Promise<readonly string[]> => {
    const verdicts = await gateOf(root, folder, tools);
    return verdicts.filter(({ verdict }) => verdict === "failed").map(({ check, text }) => `${check}: ${text}`);
  };
  return { root, folder, manifest, written, failed };
}

const objectSchema = z.looseObject({ files: z.record(z.string(), z.string()) });

/** What a manifest says of where it comes from is held beside the history, which this workspace does not have. */
const OF_THE_HISTORY = ["version", "commit"];

it("every leaf of a manifest that is edited is caught, or no run is found for it", { tags: ["slow"] }, async () => {
  const { root, folder, manifest, written, failed } = await submitted();
  expect(await failed()).toEqual([]);
  const believed: string[] = [];
  const edits = editedLeaves(JSON.parse(written));
  for (const { leaf, value } of edits) {
    writeFileSync(manifest, JSON.stringify(value));
    const isCaught = await gateOf(root, folder).then(
      (verdicts) =>
        verdicts.some(
          ({ check, verdict, text }) => verdict === "failed" || (check === "members" && text.includes(": not here, ")),
        ),
      () => true,
    );
    if (!isCaught) believed.push(leaf);
  }
  expect(edits.length).toBeGreaterThan(60);
  expect(believed).toEqual(OF_THE_HISTORY);
});

it("checks that have nothing to check fail", { tags: ["slow"] }, async () => {
  const { manifest, written, failed } = await submitted();
  const edit = (pattern: RegExp, by: string): void => {
    writeFileSync(manifest, written.replace(pattern, by));
  };
  edit(/"runs": \[.*?\n {6}\]/s, '"runs": []');
  await expect(failed()).rejects.toThrow(/members\.0\.runs: /);
  edit(/"data": \{.*?\}/s, '"data": {}');
  expect((await failed()).join()).toMatch(/data: .*: found no hash of datasets\/tiny\/train\.csv/);
  edit(/"outOfFold": \{.*?\},\n {2}"members"/s, '"outOfFold": null,\n  "members"');
  expect((await failed()).join()).toMatch(/recomputed: out-of-fold: found null, computed /);
});

it(
  "predictions of a member that are replaced and hashed anew are not those of its runs",
  { tags: ["slow"] },
  async () => {
    const { root, folder, manifest, written, failed } = await submitted();
    const members = readdirSync(join(folder, "members"));
    expect(members.toSorted()).toEqual(["둘", "하나"].toSorted());
    const file = "members/하나/predictions-test.csv";
    const replaced = readFileSync(join(folder, file), "utf8").replace(/^test-3,.*$/m, "test-3,4.5");
    writeFileSync(join(folder, file), replaced);
    const { files, ...others } = objectSchema.parse(JSON.parse(written));
    writeFileSync(manifest, JSON.stringify({ ...others, files: { ...files, [file]: sha256(replaced) } }));
    expect((await failed()).join("\n")).toMatch(
      /members: 하나: 1 row of predictions-test\.csv is not what its runs predicted: id "test-3" has 4\.5/,
    );

    // Elsewhere nothing is here: without a store that is said, with one the run must be in it.
    rmSync(join(root, "experiments/하나/runs"), { recursive: true });
    const verdicts = await gateOf(root, folder);
    const verdict = verdicts.find(({ check }) => check === "members");
    expect(verdict?.verdict).toBe("warning");
    expect(verdict?.text).toMatch(/seed-1-fold-1-\w+, .*: not here, and no store of runs is set/);
    expect((await failed({ fetch: () => Promise.resolve(undefined) })).join("\n")).toMatch(
      /members: experiments\/하나\/runs\/seed-1-fold-1-\w+, .*: not here, nor believed in the store/,
    );
  },
);

it(
  "anything in the folder that the manifest does not name is refused, links and empty folders too",
  { tags: ["slow"] },
  async () => {
    const { root, folder, failed } = await submitted();
    const whole = `${folder}.whole`;
    cpSync(folder, whole, { recursive: true });
    const added: readonly (readonly [string, (path: string) => void])[] = [
      [
        "notes.txt",
        (path) => {
          writeFileSync(path, "");
        },
      ],
      [
        "why.md",
        (path) => {
          writeFileSync(path, "as an entry of the ledger has it");
        },
      ],
      [
        "members/link",
        (path) => {
          symlinkSync(root, path);
        },
      ],
      [
        "members/dangling",
        (path) => {
          symlinkSync("nowhere", path);
        },
      ],
      [
        "empty",
        (path) => {
          mkdirSync(path);
        },
      ],
    ];
    for (const [name, add] of added) {
      add(join(folder, name));
      expect((await failed()).join()).toContain(`unchanged: ${name} was added`);
      rmSync(join(folder, name), { recursive: true });
    }
    expect(await failed()).toEqual([]);
    rmSync(folder, { recursive: true });
    symlinkSync(whole, folder);
    expect((await failed()).join()).toMatch(/unchanged: the folder is a link/);
  },
);
