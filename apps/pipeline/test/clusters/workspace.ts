import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { distinctPairs, unlabelledPairs } from "../distinct-pairs.ts";
import { git, initialise } from "../git.ts";
import { type Started, startDalmeum, startProgram } from "../start-dalmeum.ts";

/** The one whose settings are swept; pnpm's lockfile has it. */
export const EXPERIMENT = "loss-mixture";

/** It is made in under a second, or waits below a gate until a test opens it; each training that begins is written down. */
const SOURCE = `import { appendFileSync, existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { competitionCsv } from "@dalmeum/data";
import { defineExperiment, withParameters } from "@dalmeum/experiments";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { adamw, linearWarmup } from "@dalmeum/training";
import { z } from "zod";

const parameters = {
  alpha: z.number().min(0).max(1).default(0.5),
  gate: z.int().default(0),
  peak: z.number().default(1e-3),
};

const journal = process.env.TEST_JOURNAL ?? "/dev/null";

const writtenDown = (gate: string) => ({
  name: "written down",
  options: {},
  start: () => {
    appendFileSync(journal, \`\${process.pid} \${process.argv.slice(2).join(" ")}\\n\`);
    let terminated = false;
    process.once("SIGTERM", () => {
      terminated = true;
    });
    const isHeld = () => gate !== "" && !existsSync(\`\${journal}-\${gate}\`);
    return {
      afterUpdate: async () => {
        while (isHeld() && !terminated && !process.stdin.readableEnded) await setTimeout(50);
      },
      result: (parameters) => parameters(),
      save: () => Promise.resolve({ values: {}, numbers: {} }),
      restore: () => Promise.resolve(),
    };
  },
});

export default withParameters(parameters, ({ alpha, gate, peak }) =>
  defineExperiment({
    hypothesis: "It runs",
    data: competitionCsv({ folder: "datasets/korsts" }),
    leakage: "keep",
    model: biEncoder({ checkpoint: "checkpoints/e5-small-ko", pooling: "mean", heads: { similarity: cosine({ scale: 5 }) } }),
    objective: weightedSum([
      [1 - alpha, pearsonLoss()],
      [alpha, maeLoss()],
    ]),
    optimizer: adamw(),
    schedule: linearWarmup({ peak }),
    epochs: 2,
    batchSize: 4,
    maxLength: 32,
    seeds: [1, 2, 3, 4],
    hooks: [writtenDown(gate === 0 ? "" : \`\${gate}-\${alpha}\`)],
  }),
);
`;

/** A submission's members, each of two runs and one of them without an engine, and their blend. */
const MEMBERS = ["folded-bi-encoder", "folded-cross-encoder", "folded-cosent"];
const memberSource = (peak: string): string => `import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { defineExperiment } from "@dalmeum/experiments";
import { maeLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { adamw, linearWarmup } from "@dalmeum/training";

export default defineExperiment({
  hypothesis: "It runs",
  data: competitionCsv({ folder: "datasets/korsts" }),
  folds: groupedFolds({ count: 2 }),
  leakage: "keep",
  model: biEncoder({ checkpoint: "checkpoints/e5-small-ko", pooling: "mean", heads: { similarity: cosine({ scale: 5 }) } }),
  objective: weightedSum([[1, maeLoss()]]),
  optimizer: adamw(),
  schedule: linearWarmup({ peak: ${peak} }),
  epochs: 1,
  batchSize: 4,
  maxLength: 32,
  seeds: [1],
});
`;
const LEXICAL = `import { lexicalRidge } from "@dalmeum/baselines";
import { competitionCsv, groupedFolds } from "@dalmeum/data";
import { defineBaseline } from "@dalmeum/experiments";

export default defineBaseline({
  hypothesis: "It runs",
  data: competitionCsv({ folder: "datasets/korsts" }),
  folds: groupedFolds({ count: 2 }),
  leakage: "keep",
  learner: lexicalRidge({ penalty: 10 }),
});
`;
const BLEND = `import { mean } from "@dalmeum/ensembling";
import { defineEnsemble } from "@dalmeum/experiments";

export default defineEnsemble({
  hypothesis: "It blends",
  members: ${JSON.stringify([...MEMBERS, "lexical"])},
  ensembler: mean(),
});
`;

const DATA = {
  "train.csv": distinctPairs("train-", 12),
  "dev.csv": distinctPairs("dev-", 6),
  "test.csv": unlabelledPairs("test-", 5),
};

/** Packages are linked to one copy for all workspaces: each of them is there in a second, and gone as soon. */
const SHARED_PACKAGES = { pnpm_config_enable_global_virtual_store: "true" };
/** For a node that changes one of them. */
export const OWN_PACKAGES = { pnpm_config_enable_global_virtual_store: "false" };

/** What no run here reads, and takes long to pack or to install. */
const LEFT_OUT =
  /^(docs|bench|findings|tools|datasets|apps\/cache)\/|^checkpoints\/e5-small-ko\/(model|reference|tokenizer)/;

/** A training that has begun. */
export interface Begun {
  readonly pid: number;
  /** The command line that makes it, by which one run is told from another. */
  readonly run: string;
}

export interface ClusterWorkspace {
  readonly root: string;
  /** What nodes have in their environment, and clients too. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of the store of runs. */
  readonly store: string;
  /** Run a command line in a process of its own. */
  start(commandLine: string, environment?: Readonly<Record<string, string>>): Started;
  /** Let turbo run a command line. */
  turbo(commandLine: string, environment: Readonly<Record<string, string>>): Started;
  /** Trainings that began, wherever, oldest first. */
  begun(): readonly Begun[];
  /** Let the trainings go on, wherever, that wait below a gate with an alpha. */
  open(gate: number, alpha: number): void;
}

export interface TestFolder {
  /** A copy of this repository with an uncommitted experiment, installed. */
  readonly first: ClusterWorkspace;
  /** The same again, as a teammate has it: without runs. */
  copy(): ClusterWorkspace;
  /** A folder of its own for each node, where it keeps workspaces. */
  cacheOf(node: string): string;
  /** @returns the path of a file beside the workspaces. */
  write(name: string, content: string): string;
  remove(): void;
}

/** Workspaces that share a store of runs. */
export function makeWorkspaces({ seeds = [1, 2, 3, 4] }: { readonly seeds?: readonly number[] } = {}): TestFolder {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dalmeum-clusters-")));
  const [store, journal] = [join(folder, "store"), join(folder, "journal")];
  mkdirSync(store);
  const environment = {
    DALMEUM_RUNS: store,
    TURBO_REMOTE_CACHE_SIGNATURE_KEY: randomBytes(32).toString("hex"),
    TEST_JOURNAL: journal,
    ...SHARED_PACKAGES,
  };
  const workspace = (name: string): ClusterWorkspace => {
    const root = join(folder, name);
    install(root);
    return {
      root,
      environment,
      store,
      start: (commandLine, added = {}) =>
        startDalmeum(root, commandLine, {
          bin: join(root, "apps/pipeline/bin/dalmeum.mjs"),
          environment: { ...plainEnvironment(), ...environment, ...added },
        }),
      turbo: (commandLine, added) => {
        const { PATH = "", ...others } = plainEnvironment();
        // It asks pnpm what the workspace holds.
        const path = `${join(root, "node_modules/.bin")}:${PATH}`;
        return startProgram(root, ["turbo", ...commandLine.split(" ")], {
          ...others,
          ...environment,
          ...added,
          PATH: path,
        });
      },
      begun: () => readJournal(journal),
      open: (gate, alpha) => {
        writeFileSync(`${journal}-${gate}-${alpha}`, "");
      },
    };
  };
  copyRepository(join(folder, "first"), SOURCE.replace("[1, 2, 3, 4]", JSON.stringify(seeds)));
  const first = workspace("first");
  let copies = 0;
  return {
    first,
    copy() {
      const name = `copy-${++copies}`;
      copyListed(first.root, join(folder, name));
      cpSync(join(first.root, ".git"), join(folder, name, ".git"), { recursive: true });
      return workspace(name);
    },
    cacheOf: (node) => join(folder, "caches", node),
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => {
      // In a second or two: with a node_modules for each node, rmSync takes ten times as long.
      execFileSync("rm", ["-rf", folder]);
    },
  };
}

/** Committed, but for the experiment. */
function copyRepository(root: string, experiment: string): void {
  copyListed(workspaceRoot, root, LEFT_OUT);
  cpSync(join(workspaceRoot, tinyCheckpoint), join(root, "checkpoints/e5-small-ko"), { recursive: true });
  cpSync(join(workspaceRoot, "datasets/korsts/package.json"), join(root, "datasets/korsts/package.json"));
  for (const [name, content] of Object.entries(DATA)) writeFileSync(join(root, "datasets/korsts", name), content);
  for (const [index, member] of MEMBERS.entries()) {
    writeFileSync(join(root, "experiments", member, "experiment.ts"), memberSource(`${index + 1}e-3`));
  }
  writeFileSync(join(root, "experiments/lexical/experiment.ts"), LEXICAL);
  writeFileSync(join(root, "experiments/blend/experiment.ts"), BLEND);
  initialise(root);
  writeFileSync(join(root, "experiments", EXPERIMENT, "experiment.ts"), experiment);
}

/** What git knows or would add. */
function copyListed(from: string, to: string, leftOut?: RegExp): void {
  const listed = git(from, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0");
  for (const path of listed) {
    if (path === "" || leftOut?.test(path) || !existsSync(join(from, path))) continue;
    cpSync(join(from, path), join(to, path), { verbatimSymlinks: true });
  }
}

function install(root: string): void {
  const pnpm = join(workspaceRoot, "node_modules/.bin/pnpm");
  const env = { ...process.env, ...SHARED_PACKAGES };
  execFileSync(pnpm, ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: root, env, stdio: "pipe" });
}

function readJournal(path: string): readonly Begun[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [, pid = "", run = ""] = /^(\d+) (.*)$/.exec(line) ?? [];
      return { pid: Number(pid), run };
    });
}

/** Without what a person has set who runs the tests. */
export function plainEnvironment(): Record<string, string> {
  const set = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(DALMEUM_|TURBO_|RAY_|DATABASE_URL$|PG|VITEST|NODE_OPTIONS$|XDG_CACHE_HOME$)/.test(entry[0]),
  );
  return { ...Object.fromEntries(set), PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ""}` };
}
