import { buildCommand, buildRouteMap } from "@stricli/core";
import type { CheckFlags } from "../commands/check.ts";
import { commonFlags, type Context, engineFlags } from "../terminal/context.ts";
import type { AddFlags, LedgerCheckFlags, ListFlags, RecordFlags } from "../commands/submissions.ts";
import type { SubmitFlags } from "../commands/submit.ts";
import { argument, experiment, type OneArgument, reportFlags } from "./arguments.ts";
import { parseCorrelation } from "./numbers.ts";

export const submit = buildCommand<SubmitFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/submit.ts")).submit,
  parameters: { flags: { ...engineFlags, ...commonFlags }, positional: experiment },
  docs: { brief: "Write and check experiments/<experiment>/submission/submission.csv" },
});

export const check = buildCommand<CheckFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/check.ts")).check,
  parameters: {
    flags: {
      data: {
        kind: "parsed",
        parse: String,
        brief: "Of a CSV: folder of test.csv, e.g. datasets/korsts",
        placeholder: "folder",
        optional: true,
      },
      ...reportFlags,
      ...commonFlags,
    },
    positional: argument(
      "submission",
      "Folder that submit wrote, for every check; or a CSV, for its format and what is odd of it",
    ),
  },
  docs: { brief: "The gate: every reason for and against a submission" },
});

const add = buildCommand<AddFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/submissions.ts")).add,
  parameters: {
    flags: {
      why: { kind: "parsed", parse: String, brief: "What handing it in is to find out", placeholder: "text" },
      ...commonFlags,
    },
    positional: experiment,
  },
  docs: { brief: "Put an experiment's submission through the gate and into submissions/" },
});

const score = (brief: string) =>
  ({ kind: "parsed", parse: parseCorrelation, brief, placeholder: "r", optional: true }) as const;

const record = buildCommand<RecordFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/submissions.ts")).record,
  parameters: {
    flags: {
      public: score("What the public leaderboard gave"),
      private: score("What the private leaderboard gave"),
      ...commonFlags,
    },
    positional: argument("name", "Name of a folder in submissions/"),
  },
  docs: { brief: "Note what the leaderboard gave for a submission" },
});

const list = buildCommand<ListFlags, [], Context>({
  loader: async () => (await import("../commands/submissions.ts")).list,
  parameters: { flags: { ...reportFlags, ...commonFlags } },
  docs: { brief: "Every submission, with dev, public and private scores" },
});

const checkAdded = buildCommand<LedgerCheckFlags, [], Context>({
  loader: async () => (await import("../commands/submissions.ts")).checkAdded,
  parameters: {
    flags: {
      since: { kind: "parsed", parse: String, brief: "A commit, e.g. origin/main", placeholder: "commit" },
      ...reportFlags,
      ...commonFlags,
    },
  },
  docs: { brief: "That nothing in submissions/ was changed since a commit, and that what was added passes the gate" },
});

export const submissions = buildRouteMap({
  routes: { add, record, list, check: checkAdded },
  docs: { brief: "The ledger of what was handed in" },
});
