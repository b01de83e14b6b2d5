import { loadExperiment } from "@dalmeum/experiments";
import { writeWorkspace } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { type HypothesisStanding, hypothesisStanding } from "../src/index.ts";
import { trainAll } from "./train-all.ts";

/** Dev scores are (7 n) mod 6; this one knows them, but for noise of its seed. */
const knowing = (noise: number, more: string): string => `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

const learner = {
  name: "knowing",
  options: { noise: ${noise} },
  fit: (_, rng) => {
    const shift = rng.normal();
    return ({ id }) => (Number(id.at(-1)) * 7) % 6 + ${noise} * shift * ((Number(id.at(-1)) * 5) % 7);
  },
};

export default defineBaseline({ data: competitionCsv({ folder: "datasets/tiny" }), leakage: "keep", learner, ${more} });
`;

const against = (control: string, smallestDifference = 0): string =>
  `hypothesis: { claim: "It knows more", control: "${control}", metric: "pearson", smallestDifference: ${smallestDifference} }`;

const workspace = (): string =>
  writeWorkspace(
    {
      noisy: knowing(0.5, "seeds: [1]"),
      noisier: knowing(0.7, `${against("noisy")}, seeds: [1]`),
      worse: knowing(0.6, `${against("noisy", 1.5)}, seeds: [1]`),
      plain: knowing(0, 'hypothesis: "It knows"'),
      lost: knowing(0, against("nothing")),
    },
    ["data", "experiments"],
  );

const standing = async (root: string, name: string): Promise<HypothesisStanding> =>
  hypothesisStanding(await loadExperiment(root, name));

it("tells what lies between a hypothesis and its answer", async () => {
  const root = workspace();
  expect(await standing(root, "plain")).toEqual({ kind: "untested" });
  expect(await standing(root, "lost")).toEqual({
    kind: "unclear",
    why: expect.stringContaining('found no experiment "nothing"') as string,
  });
  expect(await standing(root, "noisier")).toEqual({ kind: "untrained", lacking: ["noisy", "noisier"] });
  await trainAll(root, "noisy");
  expect(await standing(root, "noisier")).toEqual({ kind: "untrained", lacking: ["noisier"] });
  await trainAll(root, "noisier");
  const found = await standing(root, "noisier");
  expect(found).toMatchObject({ kind: "undecided", arms: ["noisy", "noisier"], seeds: 1, settlingSeeds: null });
});

it("counts seeds that were trained beyond the experiment's own, and says how many would settle it", async () => {
  const root = workspace();
  for (const name of ["noisy", "noisier", "worse"]) await trainAll(root, name, [1, 2, 3]);
  const undecided = await standing(root, "noisier");
  expect(undecided).toMatchObject({ kind: "undecided", arms: ["noisy", "noisier"], seeds: 3, settlingSeeds: 45 });
  expect(await standing(root, "worse")).toEqual({ kind: "refuted" });
  // A seed that the control lacks is no reason to forget the others.
  await trainAll(root, "noisier", [7]);
  expect(await standing(root, "noisier")).toEqual(undecided);
});
