import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { workspaceRoot } from "../workspace-root.ts";
import { SPLITS, syntheticSplit } from "./synthetic.ts";

/** Experiments of a grown workspace: a control, and what is compared with it. */
export const EXPERIMENTS = ["counted", "chanced"] as const;

/** A baseline that costs next to nothing a pair, so that what is measured is everything around it. */
const experimentText = (noise: number): string => `import { competitionCsv } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

const learner = {
  name: "sharedWords",
  options: { noise: ${noise} },
  fit: (pairs, rng) => {
    const shared = ({ sentence1, sentence2 }) => {
      const words = new Set(sentence1.split(" "));
      return sentence2.split(" ").filter((word) => words.has(word)).length / words.size;
    };
    const mean = pairs.reduce((sum, { score }) => sum + score, 0) / pairs.length;
    const tilt = rng.normal();
    return (pair) => mean + 4 * (shared(pair) - 0.5) + ${noise} * tilt * Math.sin(pair.sentence1.length * tilt);
  },
};

export default defineBaseline({
  data: competitionCsv({ folder: "datasets/grown" }),
  leakage: "drop",
  learner,
  seeds: [1],
});
`;

/** A workspace under git with a corpus as often as large as KorSTS and two baselines on it; whoever makes it removes it. */
export function makeGrownWorkspace(times: number): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "dalmeum-growth-")));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write("pnpm-workspace.yaml", "packages: []\n");
  mkdirSync(join(root, "node_modules"));
  write(".gitignore", "node_modules\nruns\n");
  write("datasets/grown/package.json", JSON.stringify({ name: "@grown/data", version: "0.0.0" }));
  for (const split of SPLITS) write(`datasets/grown/${split}.csv`, syntheticSplit(split, times));
  write("datasets/unlabelled/test.csv", syntheticSplit("test", times));
  for (const [index, name] of EXPERIMENTS.entries()) {
    const modules = join(root, "experiments", name, "node_modules");
    const dependencies = {
      "@dalmeum/data": "workspace:*",
      "@dalmeum/experiments": "workspace:*",
      "@grown/data": "workspace:*",
    };
    write(`experiments/${name}/package.json`, JSON.stringify({ name: `@grown/${name}`, type: "module", dependencies }));
    write(`experiments/${name}/experiment.ts`, experimentText(index));
    for (const scope of ["@dalmeum", "@grown"]) mkdirSync(join(modules, scope), { recursive: true });
    for (const each of ["data", "experiments"])
      symlinkSync(join(workspaceRoot, "packages", each), join(modules, "@dalmeum", each));
    symlinkSync(join(root, "datasets/grown"), join(modules, "@grown/data"));
  }
  git(root, "init");
  commitAll(root);
  return root;
}

/** The gate looks whether what is handed in is committed. */
export function commitAll(root: string): void {
  git(root, "add", ".");
  git(
    root,
    "-c",
    "user.name=bench",
    "-c",
    "user.email=bench@localhost",
    "commit",
    "--allow-empty",
    "--message",
    "Grown",
  );
}

const git = (root: string, ...words: string[]): void =>
  void execFileSync("git", ["-C", root, ...words], { stdio: "ignore" });
