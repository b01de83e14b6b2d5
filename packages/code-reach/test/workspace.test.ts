import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { transform as earlier, version as earlierVersion } from "esbuild-earlier";
import { version } from "esbuild";
import { describe, expect, it } from "vitest";
import { createReachReader, type ReachEntry, type ReachSettings } from "../src/index.ts";

const root = resolve(import.meta.dirname, "../../..");
const settings: ReachSettings = {
  root,
  uncounted: { calls: ["defineExperiment"], properties: ["hypothesis", "seeds"] },
  forPeople: { package: "@dalmeum/contracts", names: ["UserError", "problemsError"] },
  refusals: { package: "@dalmeum/contracts", names: ["refuseProblems"] },
};
const makers = ["training", "baseline", "predictions", "ensemble"].map(
  (kind): ReachEntry => ({ file: `${root}/packages/runs/src/makers/${kind}/${kind}-maker.ts` }),
);
const reader = createReachReader(settings);

const experiments = readdirSync(`${root}/experiments`, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const entryOf = (name: string): ReachEntry => ({ file: `${root}/experiments/${name}/experiment.ts` });
const engineOf = (name: string): ReachEntry => ({
  file: `${root}/packages/graph-compiler/src/index.ts`,
  exports: [name],
});

describe("this workspace", () => {
  it.each(experiments)("is followed from %s", async (name) => {
    const { pieces, packages } = await reader.reachOf([entryOf(name)]);
    expect(pieces.map(({ file }) => file)).toContain(`experiments/${name}/experiment.ts`);
    expect(Object.values(packages).filter(({ integrity }) => integrity === null)).toEqual([]);
  });

  it.each(["onnxruntimeEngine", "openvinoEngine", "tensorflowEngine", "xlaEngine"])(
    "is followed from %s",
    async (name) => {
      const { pieces } = await reader.reachOf([engineOf(name)]);
      expect(pieces.map((piece) => piece.name)).toContain(name);
    },
  );

  it("is followed from what makes runs", async () => {
    const { pieces } = await reader.reachOf(makers);
    const names = pieces.map((piece) => piece.name);
    expect(names).toEqual(expect.arrayContaining(["createTrainingMaker", "createEnsembleMaker"]));
    expect(pieces.some(({ file }) => file.startsWith("packages/training/"))).toBe(true);
  });

  it("has the same identities under another version of esbuild", { tags: ["slow"] }, async () => {
    expect(earlierVersion).not.toBe(version);
    const other = createReachReader({ ...settings, transform: earlier });
    for (const name of experiments) {
      const engines = ["onnxruntimeEngine", "openvinoEngine", "tensorflowEngine", "xlaEngine"].map(engineOf);
      const entries = [entryOf(name), ...makers, ...engines];
      expect((await other.reachOf(entries)).hash, name).toBe((await reader.reachOf(entries)).hash);
    }
  });
});
