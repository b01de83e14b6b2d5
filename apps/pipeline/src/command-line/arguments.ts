/** The argument of a command that takes one. */
export type OneArgument = [argument: string];

export const argument = (placeholder: string, brief: string) =>
  ({ kind: "tuple", parameters: [{ placeholder, brief, parse: String }] }) as const;

export const experiment = argument(
  "experiment",
  "Name of a folder in experiments/; with settings, name:parameter=value,parameter=value",
);
export const experiments = (brief: string) =>
  ({ kind: "array", minimum: 1, parameter: { placeholder: "experiment", brief, parse: String } }) as const;

export const run = argument("run", "Path of a run folder, experiments/<name>/runs/<run>");

/** Flags of commands that report. */
export const reportFlags = {
  output: {
    kind: "parsed",
    parse: String,
    brief: "Folder to write the report to, as Markdown and HTML",
    placeholder: "folder",
    optional: true,
  },
} as const;
