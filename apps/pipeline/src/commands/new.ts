import { execFile } from "node:child_process";
import { relative, sep } from "node:path";
import { promisify } from "node:util";
import { UserError } from "@dalmeum/contracts";
import { experimentNamed, findWorkspaceRoot } from "@dalmeum/experiments";
import { readOwners } from "@dalmeum/owners";
import { createScaffold, type Kind, type Scaffold } from "@dalmeum/scaffolds";
import { datasetNamed } from "../command-line/dataset-named.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { createReporter } from "../terminal/reporter.ts";

export interface NewFlags extends CommonFlags {
  readonly owner?: string;
  readonly from?: string;
  readonly data?: string;
}

/** Write what a new module, experiment or dataset begins with, and say what to do next. */
export async function createNew(this: Context, flags: NewFlags, kind: Kind, name: string): Promise<void> {
  const root = findWorkspaceRoot(this.cwd);
  for (const flag of ["from", "data"] as const) {
    if (flags[flag] !== undefined && kind !== "experiment") {
      throw new UserError(`--${flag} is for an experiment, found ${kind}; leave it out`);
    }
  }
  const from = experimentNamed(root, this.cwd, flags.from ?? "baseline");
  const data = flags.data === undefined ? undefined : relative(root, datasetNamed(root, this.cwd, flags.data));
  const owner = flags.owner ?? (await githubUser(root));
  const made = await createScaffold(root, { kind, name, owner, from, data: data?.replaceAll(sep, "/") });
  const { created, edited, ownerPattern } = made;
  const steps = [...(kind === "experiment" || kind === "dataset" ? [] : testSteps(made)), ...STEPS[kind](name, from)];
  const ownerStep = `say whose it is: add the line \`${ownerPattern} @your-name\` to ${readOwners(root).file}`;
  const all = owner === undefined ? [...steps, ownerStep] : steps;
  createReporter(this.process, flags.json).result({ ...made, owner: owner ?? null, next: all }, [
    ...created.map((path) => `wrote   ${path}`),
    ...edited.map((path) => `changed ${path}`),
    "",
    "next:",
    ...all.map((step, index) => `${index + 1}. ${step}`),
  ]);
}

/** A module's test says what is missing. */
function testSteps({ created }: Scaffold): readonly string[] {
  const test = created.find((path) => path.endsWith(".test.ts")) ?? "";
  const [folder, file] = test.split("/src/");
  const code = test.replace(".test", "");
  return [
    `see the test fail: npx vitest run --root ${folder ?? ""} src/${file ?? ""}`,
    `write ${code}, and the value that the test asks for, until it passes`,
    `say what it is good for in ${created.find((path) => path.startsWith(".changeset/")) ?? ""}`,
  ];
}

const useIt = (where: string) => (): readonly string[] => [
  `try it: npx dalmeum new experiment <name> --from <one that you know>, and name it there: ${where}`,
];

/** What to do next that is a kind's own. */
const STEPS: Readonly<Record<Kind, (name: string, from: string) => readonly string[]>> = {
  loss: useIt("objective: weightedSum([[0.7, pearsonLoss()], [0.3, ...]])"),
  augmentation: useIt("augmentation: [...]"),
  ensembler: useIt("ensembler: ..., in one that blends"),
  baseline: useIt("learner: ..., in one with defineBaseline"),
  technique: useIt("techniques: [...]"),
  head: useIt("heads: { similarity: ... }"),
  experiment: (name, from) => [
    "link it: npx pnpm install; pnpm-lock.yaml changes with it, and is committed with it",
    `say what it is to show in experiments/${name}/experiment.ts, and change one thing of ${from}`,
    `train it: npx dalmeum train ${name}`,
    `hold it against its control: npx dalmeum compare ${name}`,
  ],
  dataset: (name) => [
    `put train.csv, dev.csv and test.csv into datasets/${name}: id,source,sentence_1,sentence_2,label,binary-label; test.csv without the last two`,
    "link it: npx pnpm install; pnpm-lock.yaml changes with it, and is committed with it",
    `look at it: npx dalmeum data report datasets/${name}`,
    `train on it: npx dalmeum new experiment <name> --from bi-encoder --data datasets/${name}`,
  ],
};

/** Who this is at GitHub, where git has been told. */
async function githubUser(root: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("git", ["config", "github.user"], { cwd: root });
    return stdout.trim() === "" ? undefined : `@${stdout.trim()}`;
  } catch {
    return undefined;
  }
}
