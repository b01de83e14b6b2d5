import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { tinyCheckpoint, workspaceRoot } from "@dalmeum/testing";
import { git, initialise } from "../git.ts";
import { type Started, startDalmeum } from "../start-dalmeum.ts";
import { dataFiles } from "../workspace.ts";

/** The one whose settings are swept; pnpm's lockfile has it. */
export const EXPERIMENT = "loss-mixture";

/** It is made in under a second, or in as many epochs as are asked for; each training that begins is written down. */
const SOURCE = `import { appendFileSync } from "node:fs";
import { competitionCsv } from "@dalmeum/data";
import { defineExperiment, withParameters } from "@dalmeum/experiments";
import { maeLoss, pearsonLoss, weightedSum } from "@dalmeum/losses";
import { biEncoder, cosine } from "@dalmeum/models";
import { adamw, linearWarmup } from "@dalmeum/training";
import { z } from "zod";

const parameters = {
  alpha: z.number().min(0).max(1).default(0.5),
  epochs: z.int().default(2),
  peak: z.number().default(1e-3),
};

const writtenDown = {
  name: "written down",
  options: {},
  start: () => {
    appendFileSync(process.env.TEST_JOURNAL ?? "/dev/null", \`\${process.pid} \${process.argv.slice(2).join(" ")}\\n\`);
    return {
      afterUpdate: () => Promise.resolve(),
      result: (parameters) => parameters(),
      save: () => Promise.resolve({ values: {}, numbers: {} }),
      restore: () => Promise.resolve(),
    };
  },
};

export default withParameters(parameters, ({ alpha, epochs, peak }) =>
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
    epochs,
    batchSize: 4,
    maxLength: 32,
    seeds: [1, 2, 3, 4],
    hooks: [writtenDown],
  }),
);
`;

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
  /** Trainings that began, wherever, oldest first. */
  begun(): readonly Begun[];
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
      begun: () => readJournal(journal),
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
  for (const [path, content] of Object.entries(dataFiles)) {
    writeFileSync(join(root, path.replace("datasets/tiny", "datasets/korsts")), content);
  }
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
  execFileSync(pnpm, ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: root, stdio: "pipe" });
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
