import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { loadExperiment } from "@dalmeum/experiments";
import { loadData, planRuns, trainRun } from "@dalmeum/runs";
import { noEngine as engine, silentReporter as reporter, writeWorkspace } from "@dalmeum/testing";
import { addSubmission, candidateFolder, gateOf, ledgerEntries, recordScores, refuseFailed } from "../src/index.ts";
import { submittedRuns, writeCandidate } from "../src/candidate.ts";

const EXPERIMENT = `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

const learner = { name: "guess", options: {}, fit: () => ({ id }) => Math.sqrt(Number(id.at(-1))) };

export default defineBaseline({ data: competitionCsv({ folder: "datasets/tiny" }), leakage: "keep", learner });
`;

it("runs the README's example", async () => {
  const share = undefined;
  const root = writeWorkspace({ blend: EXPERIMENT }, ["data", "experiments"]);
  const loaded = await loadExperiment(root, "blend");
  const { signal } = new AbortController();
  const plan = await planRuns(loaded, { engine, reporter, signal }, share);
  await trainRun({ loaded, key: { seed: 1 }, restart: false, plan, engine, reporter, signal, share });

  const dataset = await loadData(loaded);
  const runs = await submittedRuns(loaded, engine, dataset); // finished, of today's identity, their records recomputed
  const { approval, manifest } = await writeCandidate(loaded, runs, dataset, "0.2.0");
  const folder = candidateFolder(loaded.folder, loaded.reference); // experiments/blend/submission
  const verdicts = await gateOf(root, folder); // passed, warning or failed, with what was found
  refuseFailed("blend", verdicts);
  const { name, left } = await addSubmission(root, folder, manifest, "does the cross-encoder help?");
  recordScores(root, name, { public: 0.9312 });
  const entries = ledgerEntries(root); // oldest first, each with its manifest, why, and what it scored
  expect(approval).toMatch(/^experiments\/blend\/submission\/submission\.csv: 5 rows, .*: accepted$/);
  expect(readdirSync(folder)).toContain("manifest.json");
  expect(verdicts.filter(({ verdict }) => verdict === "failed")).toEqual([]);
  expect(left).toBe(9);
  expect(entries).toMatchObject([{ name, why: "does the cross-encoder help?", scores: { public: 0.9312 } }]);
});
