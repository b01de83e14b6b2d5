import { buildCommand, buildRouteMap } from "@stricli/core";
import type { CompareFlags } from "../commands/compare.ts";
import { commonFlags, type Context, engineFlags } from "../terminal/context.ts";
import type { CurvesFlags } from "../commands/curves.ts";
import type { DataFoldsFlags } from "../commands/data-folds.ts";
import type { DataReportFlags } from "../commands/data-report.ts";
import type { DiagnoseFlags } from "../commands/diagnose.ts";
import type { SweepFlags } from "../commands/sweep.ts";
import type { WhyFlags } from "../commands/why.ts";
import { GROUNDS } from "@dalmeum/evidence/grounds";
import { METRICS } from "@dalmeum/experiments/metrics";
import { argument, experiment, experimentOrRun, experiments, type OneArgument, reportFlags, run } from "./arguments.ts";
import { parseCorrelation, parseCount, parseDifference } from "./numbers.ts";

const evidenceFlags = {
  metric: { kind: "enum", values: METRICS, brief: "pearson by default, or the hypothesis'", optional: true },
  on: {
    kind: "enum",
    values: GROUNDS,
    brief: "Pairs that runs are judged on: out-of-fold where all have folds, else dev",
    optional: true,
  },
  seeds: {
    kind: "parsed",
    parse: parseCount,
    brief: "Seeds, instead of the experiment's",
    placeholder: "n",
    optional: true,
  },
  ...reportFlags,
} as const;

export const compare = buildCommand<CompareFlags, string[], Context>({
  loader: async () => (await import("../commands/compare.ts")).compare,
  parameters: {
    flags: {
      smallestDifference: {
        kind: "parsed",
        parse: parseDifference,
        brief: "Smallest difference worth having, instead of the hypothesis'",
        placeholder: "d",
        optional: true,
      },
      ...evidenceFlags,
      ...engineFlags,
      ...commonFlags,
    },
    positional: experiments("The control, then treatments; or one experiment whose hypothesis names its control"),
  },
  docs: { brief: "Say whether a difference between experiments is supported, refuted or undecided" },
});

export const sweep = buildCommand<SweepFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/sweep.ts")).sweep,
  parameters: {
    flags: {
      reportOnly: {
        kind: "boolean",
        brief: "Train nothing: report on the runs that are there",
        default: false,
      },
      race: {
        kind: "boolean",
        brief:
          "Hold points against the control of their hypothesis, and train no more of those that are settled or out of reach",
        default: false,
      },
      set: {
        kind: "parsed",
        parse: String,
        variadic: true,
        brief: "A parameter and its values, e.g. alpha=0,0.1,...,1",
        placeholder: "name=values",
      },
      ...evidenceFlags,
      ...engineFlags,
      ...commonFlags,
    },
    positional: experiment,
  },
  docs: { brief: "Train an experiment with every combination of settings, and plot what they do" },
});

export const curves = buildCommand<CurvesFlags, string[], Context>({
  loader: async () => (await import("../commands/curves.ts")).curves,
  parameters: {
    flags: {
      reach: {
        kind: "parsed",
        parse: parseCorrelation,
        brief: "A dev Pearson: after how many updates was it reached?",
        placeholder: "r",
        optional: true,
      },
      seeds: evidenceFlags.seeds,
      ...reportFlags,
      ...engineFlags,
      ...commonFlags,
    },
    positional: experiments("Experiments whose runs to draw"),
  },
  docs: { brief: "Draw dev Pearson over the updates of finished runs" },
});

export const diagnose = buildCommand<DiagnoseFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/diagnose.ts")).diagnose,
  parameters: {
    flags: {
      on: { kind: "enum", values: GROUNDS, brief: "Pairs to look at: dev by default", optional: true },
      testPearson: {
        kind: "parsed",
        parse: parseCorrelation,
        brief: "What the leaderboard gave the run's test predictions",
        placeholder: "r",
        optional: true,
      },
      worst: { kind: "parsed", parse: parseCount, brief: "Pairs to read", placeholder: "n", default: "20" },
      ...reportFlags,
      ...commonFlags,
    },
    positional: run,
  },
  docs: { brief: "Show a run's gaps, calibration, slices and worst pairs" },
});

export const why = buildCommand<WhyFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/why.ts")).why,
  parameters: {
    flags: { ...engineFlags, ...commonFlags },
    positional: experimentOrRun("An experiment, or the path of a run folder"),
  },
  docs: { brief: "Say why runs are or are not today's: which option, file, version or code has changed" },
});

const describe = buildCommand<DataReportFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/data-report.ts")).reportData,
  parameters: {
    flags: { ...reportFlags, ...commonFlags },
    positional: argument("folder", "Folder of train, dev and test, e.g. datasets/korsts"),
  },
  docs: { brief: "Scores, lengths, repeated and contradictory pairs, shared sentences, odd text" },
});

const folds = buildCommand<DataFoldsFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/data-folds.ts")).writeExperimentFolds,
  parameters: {
    flags: {
      output: { kind: "parsed", parse: String, brief: "A new CSV: fold, part, id", placeholder: "folds.csv" },
      ...commonFlags,
    },
    positional: experiment,
  },
  docs: { brief: "Write which training pairs an experiment holds out when, for programs in other languages" },
});

export const data = buildRouteMap({
  routes: { report: describe, folds },
  docs: { brief: "Look at data before training on it" },
});
