import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadExperiment } from "@dalmeum/experiments";
import { workspaceRoot } from "@dalmeum/testing";
import { expect, it } from "vitest";
import { createScaffold } from "../src/index.ts";
import { copyPackages } from "./module-workspace.ts";

const page = readFileSync(join(workspaceRoot, "docs/first-hour.md"), "utf8");
/** What a reader copies, by the path that its first line says. */
const code = new Map(
  [...page.matchAll(/```ts\n\/\/ (\S+)\n([^]*?)```/g)].map(([, path = "", text = ""]) => [path, text]),
);
const EXPERIMENT = "experiments/smooth-mae/experiment.ts";

it("goes green with what a newcomer copies", { tags: ["slow"] }, async () => {
  const root = copyPackages(["packages/losses", "packages/augmentation"]);
  const write = (path: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), code.get(path) ?? "");
  };
  const modules = [...code.keys()].filter((path) => path !== EXPERIMENT);
  const begun = [await begin(root, "loss", "smooth-mae-loss"), await begin(root, "augmentation", "spell-counts")];
  expect(
    begun
      .flat()
      .filter((path) => path.endsWith(".ts"))
      .toSorted(),
  ).toEqual(modules.toSorted());
  for (const path of modules) write(path);
  const vitest = join(workspaceRoot, "packages/scaffolds/node_modules/vitest/vitest.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, "run", "smooth-mae-loss", "spell-counts"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status, stdout + stderr).toBe(0);

  write(EXPERIMENT);
  const linked = join(root, dirname(EXPERIMENT), "node_modules/@dalmeum");
  mkdirSync(linked, { recursive: true });
  symlinkSync(join(root, "packages/losses"), join(linked, "losses"));
  for (const name of ["data", "experiments", "models", "training"]) {
    symlinkSync(join(workspaceRoot, "packages", name), join(linked, name));
  }
  symlinkSync(join(workspaceRoot, "packages/scaffolds/node_modules/zod"), join(linked, "../zod"));
  const { experiment } = await loadExperiment(root, "smooth-mae:epsilon=2");
  expect(experiment).toMatchObject({ kind: "training", hypothesis: { control: "smooth-mae:epsilon=0.01" } });
});

async function begin(root: string, kind: "loss" | "augmentation", name: string): Promise<readonly string[]> {
  const { created } = await createScaffold(root, { kind, name, owner: undefined, from: "baseline", data: undefined });
  return created;
}
