import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ArgumentScannerError, FlagNotFoundError, text_en, UnsatisfiedPositionalError } from "@stricli/core";
import { experimentNames } from "@dalmeum/experiments/experiment-names";
import { TRAINING_OPTIONS } from "@dalmeum/experiments/training-options";
import { findWorkspaceRoot } from "@dalmeum/experiments/workspace-root";
import { KINDS } from "@dalmeum/scaffolds/kinds";

/** What people type who know other programs, and what does it here. */
const HABITS: Readonly<Record<string, string>> = {
  ...says("`npx dalmeum start` says how to begin, `npx dalmeum new` writes a first module, experiment or dataset", [
    ...["init", "create", "add", "generate", "scaffold", "copy"],
  ]),
  ...says("`npx dalmeum runs list` lists runs, `npx dalmeum start` says what there is to do", ["list", "ls", "show"]),
  ...says("`npx dalmeum start` says where the team stands, `npx dalmeum doctor` what this machine has", [
    ...["status", "info", "check-env", "tasks", "todo", "next"],
  ]),
  ...says("`npx dalmeum train <experiment>` trains", ["run", "fit", "finetune", "fine-tune"]),
  ...says("`npx dalmeum evaluate <experiment>` computes a run's metrics anew", ["eval", "score", "test", "validate"]),
  ...says("`npx dalmeum predict <experiment> --input pairs.csv --output scores.csv` scores pairs", [
    "infer",
    "inference",
  ]),
  ...says("a blend is an experiment: write one with defineEnsemble, and `npx dalmeum train` it", ["blend", "ensemble"]),
  ...says("`npm run setup` installs, `npx dalmeum runtime install openvino` a faster runtime", [
    "install",
    "setup",
    "build",
  ]),
  ...says("`npx dalmeum submit <experiment>` writes a submission, `npx dalmeum check` looks at it", [
    "submission",
    "upload",
  ]),
  ...says("`npx dalmeum track --mlflow URL` sends runs to MLflow, `--tensorboard folder` to TensorBoard", [
    ...["mlflow", "tensorboard", "log", "tracker"],
  ]),
  ...says("every command has --help", ["help", "man", "usage"]),
};

/** Options that a trainer has elsewhere, as flags; here they stand in experiment.ts. */
const TRAINING_WORDS = ["lr", "learning-rate", "weight-decay", "dropout", "loss", "pooling", "temperature"];

/** The texts of a command line that was typed wrong: what was found, and what to type. */
export function usageErrors(
  cwd: string,
): Pick<typeof text_en, "exceptionWhileParsingArguments" | "noCommandRegisteredForInput"> {
  return {
    exceptionWhileParsingArguments(error, ansiColor) {
      const message = text_en.exceptionWhileParsingArguments.call(this, error, ansiColor);
      const hint = error instanceof ArgumentScannerError ? hintOf(error, cwd) : "";
      return hint === "" ? message : `${message}. ${hint}`;
    },
    noCommandRegisteredForInput({ input, corrections, ansiColor }) {
      const habit = Object.hasOwn(HABITS, input) ? HABITS[input] : undefined;
      if (habit !== undefined) return `No command registered for \`${input}\`: ${habit}`;
      const message = text_en.noCommandRegisteredForInput({ input, corrections, ansiColor });
      return corrections.length > 0 ? message : `${message}; \`npx dalmeum --help\` lists all`;
    },
  };
}

function hintOf(error: ArgumentScannerError, cwd: string): string {
  if (error instanceof FlagNotFoundError) return error.corrections.length > 0 ? "" : optionHint(error.input);
  if (error instanceof UnsatisfiedPositionalError) return namesHint(error.placeholder, cwd);
  return "";
}

/** An option of experiments that somebody gives as a flag. */
function optionHint(flag: string): string {
  const name = flag.replace(/^-+/, "");
  const option = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  if (!Object.hasOwn(TRAINING_OPTIONS, option) && !TRAINING_WORDS.includes(name)) return "";
  return (
    `${option} stands in experiments/<name>/experiment.ts, so that a run follows from what is written down. ` +
    `withParameters makes it a parameter: \`npx dalmeum train <name>:${option}=...\``
  );
}

/** What there is to name. */
function namesHint(placeholder: string, cwd: string): string {
  const root = workspaceAbove(cwd);
  if (root === undefined) return "";
  const experiments = experimentNames(root);
  const listed =
    experiments.length === 0 ? "`npx dalmeum new experiment <name>` makes one" : `There are: ${experiments.join(", ")}`;
  const hints: Readonly<Record<string, string>> = {
    experiment: listed,
    "experiment|run": listed,
    run: `An experiment that has one run will do, else a path that \`npx dalmeum runs list\` shows. ${listed}`,
    folder: `There are: ${foldersIn(root, "datasets").join(", ")}`,
    kind: `There are: ${KINDS.join(", ")}`,
  };
  return hints[placeholder] ?? "";
}

const foldersIn = (root: string, parent: string): readonly string[] =>
  existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [];

function workspaceAbove(cwd: string): string | undefined {
  try {
    return findWorkspaceRoot(cwd);
  } catch {
    return undefined;
  }
}

function says(advice: string, words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((word) => [word, advice]));
}
