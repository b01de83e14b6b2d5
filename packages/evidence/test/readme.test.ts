import { expect, it } from "vitest";
import { loadData } from "@dalmeum/runs";
import { toText } from "@dalmeum/reports";
import { writeWorkspace } from "@dalmeum/testing";
import { compareExperiments, comparisonReport, loadSubject } from "../src/index.ts";
import { trainAll } from "./train-all.ts";

/** It guesses by the id's last digit. */
const experiment = (slope: number): string => `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

const learner = {
  name: "guess",
  options: {},
  fit: (_, rng) => {
    const noise = rng.uniform();
    return ({ id }) => ${slope} * Number(id.at(-1)) + noise * id.charCodeAt(0) * Number(id.at(-1)) ** 2 / 1000;
  },
};

export default defineBaseline({ data: competitionCsv({ folder: "datasets/tiny" }), leakage: "keep", learner, seeds: [1, 2] });
`;

it("runs the README's example", async () => {
  const root = writeWorkspace({ "bi-encoder": experiment(0.1), "cross-encoder": experiment(-0.1) }, [
    "data",
    "experiments",
  ]);
  await trainAll(root, "bi-encoder");
  await trainAll(root, "cross-encoder");

  const control = await loadSubject(root, "bi-encoder");
  const subject = await loadSubject(root, "cross-encoder"); // or "cross-encoder+bi-encoder", their average
  const compared = await compareExperiments({
    control,
    treatments: [{ subject, smallestDifference: 0.005, hypothesis: undefined }],
    metric: "pearson",
    ground: undefined, // out of fold where all have folds, else dev
    dataset: await loadData(control.members[0]),
  });
  const [treatment] = compared.treatments;
  const verdict = treatment?.corrected.verdict; // supported, refuted or undecided
  const text = toText(comparisonReport(compared), { columns: 80 });
  expect(verdict).toMatch(/^(supported|refuted|undecided)$/);
  expect(compared).toMatchObject({ ground: "dev", pairs: 6, warnings: [] });
  expect(compared.runs).toHaveLength(4);
  expect(text).toContain("cross-encoder");
});
