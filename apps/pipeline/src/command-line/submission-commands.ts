import { buildCommand } from "@stricli/core";
import type { CheckFlags } from "../commands/check.ts";
import { commonFlags, type Context, engineFlags } from "../commands/context.ts";
import type { SubmitFlags } from "../commands/submit.ts";
import { argument, experiment, type OneArgument } from "./arguments.ts";

export const submit = buildCommand<SubmitFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/submit.ts")).submit,
  parameters: { flags: { ...engineFlags, ...commonFlags }, positional: experiment },
  docs: { brief: "Write and check experiments/<experiment>/submission/submission.csv" },
});

export const check = buildCommand<CheckFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/check.ts")).check,
  parameters: {
    flags: {
      data: { kind: "parsed", parse: String, brief: "Folder of test.csv, e.g. datasets/korsts", placeholder: "folder" },
      ...commonFlags,
    },
    positional: argument("submission.csv", "File to hand in"),
  },
  docs: { brief: "The gate: one line of approval, or every reason against a submission" },
});
