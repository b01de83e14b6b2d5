import { experimentNamed } from "@dalmeum/experiments/experiment-names";
import { findWorkspaceRoot } from "@dalmeum/experiments/workspace-root";
import { LANGUAGES } from "@dalmeum/reports/language";
import type { Context } from "../terminal/context.ts";

/** The argument of a command that takes one. */
export type OneArgument = [argument: string];

export const argument = (placeholder: string, brief: string) =>
  ({ kind: "tuple", parameters: [{ placeholder, brief, parse: String }] }) as const;

const experimentArgument = (placeholder: string, brief: string) =>
  ({ placeholder, brief, parse: parseExperiment }) as const;

export const experiment = {
  kind: "tuple",
  parameters: [
    experimentArgument(
      "experiment",
      "Name of a folder in experiments/, or its path; with settings, name:parameter=value,parameter=value",
    ),
  ],
} as const;

/** Experiments, or with another placeholder runs too, whose paths stay as they are. */
export const experiments = (brief: string, { minimum = 1, placeholder = "experiment" } = {}) =>
  ({ kind: "array", minimum, parameter: experimentArgument(placeholder, brief) }) as const;

export const experimentOrRun = (brief: string) =>
  ({ kind: "tuple", parameters: [experimentArgument("experiment|run", brief)] }) as const;

export const run = argument("run", "An experiment that has one run, or the path experiments/<name>/runs/<run>");

/** What is no path of an experiment is left to the command, which knows what there is. */
function parseExperiment(this: Context, text: string): string {
  try {
    return experimentNamed(findWorkspaceRoot(this.cwd), this.cwd, text);
  } catch {
    return text;
  }
}

export const languageFlag = {
  kind: "enum",
  values: LANGUAGES,
  brief: "Of the report; else DALMEUM_LANGUAGE says it, else en",
  optional: true,
} as const;

/** Flags of commands that report. */
export const reportFlags = {
  output: {
    kind: "parsed",
    parse: String,
    brief: "Folder to write the report to, as Markdown and HTML",
    placeholder: "folder",
    optional: true,
  },
  language: languageFlag,
} as const;
