import { inspect } from "node:util";
import { buildApplication, buildCommand, buildRouteMap, numberParser, text_en } from "@stricli/core";
import { UserError } from "@dalmeum/contracts";
import { commonFlags, engineFlags, type CommonFlags, type Context } from "./commands/context.ts";
import type { CheckFlags } from "./commands/check.ts";
import type { CheckpointTrimFlags } from "./commands/checkpoint-trim.ts";
import type { CompareFlags } from "./commands/compare.ts";
import type { DataReportFlags } from "./commands/data-report.ts";
import type { DiagnoseFlags } from "./commands/diagnose.ts";
import type { ExportFlags } from "./commands/export.ts";
import type { PredictFlags } from "./commands/predict.ts";
import type { RuntimeInstallFlags } from "./commands/runtime-install.ts";
import type { SubmitFlags } from "./commands/submit.ts";
import type { SweepFlags } from "./commands/sweep.ts";
import type { TrainFlags } from "./commands/train.ts";
import { GROUNDS } from "./evidence/grounds.ts";
import { isSeed } from "./experiments/define-experiment.ts";
import { METRICS } from "./experiments/hypothesis.ts";
import { Interruption } from "./interruption.ts";
import { type Runtime, RUNTIMES } from "./runtimes/load-engine.ts";

type OneArgument = [argument: string];

const argument = (placeholder: string, brief: string) =>
  ({ kind: "tuple", parameters: [{ placeholder, brief, parse: String }] }) as const;
const experiment = argument(
  "experiment",
  "Name of a folder in experiments/; with settings, name:parameter=value,parameter=value",
);
const run = argument("run", "Path of a run folder, experiments/<name>/runs/<run>");
const runOrExport = argument("run", "Path of a run folder, or of a folder that export wrote");

// A command's code is loaded when it runs, so that --help need not wait for an engine.
const train = buildCommand<TrainFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/train.ts")).train,
  parameters: {
    flags: {
      seed: { kind: "parsed", parse: parseSeed, brief: "Train this seed alone", placeholder: "n", optional: true },
      fold: { kind: "parsed", parse: parseCount, brief: "Hold out this fold alone", placeholder: "k", optional: true },
      resume: { kind: "boolean", brief: "Continue unfinished runs from their checkpoints", default: false },
      profile: { kind: "boolean", brief: "Only write where the time of a few updates goes", default: false },
      ...engineFlags,
      ...commonFlags,
    },
    positional: experiment,
  },
  docs: { brief: "Train an experiment, evaluate it on dev, predict dev and test" },
});

const reportFlags = {
  output: {
    kind: "parsed",
    parse: String,
    brief: "Folder to write the report to, as Markdown and HTML",
    placeholder: "folder",
    optional: true,
  },
} as const;

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

const compare = buildCommand<CompareFlags, string[], Context>({
  loader: async () => (await import("./commands/compare.ts")).compare,
  parameters: {
    flags: {
      smallestDifference: {
        kind: "parsed",
        parse: numberParser,
        brief: "Smallest difference worth having, instead of the hypothesis'",
        placeholder: "d",
        optional: true,
      },
      ...evidenceFlags,
      ...engineFlags,
      ...commonFlags,
    },
    positional: {
      kind: "array",
      minimum: 1,
      parameter: {
        placeholder: "experiment",
        brief: "The control, then treatments; or one experiment whose hypothesis names its control",
        parse: String,
      },
    },
  },
  docs: { brief: "Say whether a difference between experiments is supported, refuted or undecided" },
});

const sweep = buildCommand<SweepFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/sweep.ts")).sweep,
  parameters: {
    flags: {
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

const diagnose = buildCommand<DiagnoseFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/diagnose.ts")).diagnose,
  parameters: {
    flags: {
      on: { kind: "enum", values: GROUNDS, brief: "Pairs to look at: dev by default", optional: true },
      testPearson: {
        kind: "parsed",
        parse: numberParser,
        brief: "What the leaderboard gave the run's test predictions",
        placeholder: "r",
        optional: true,
      },
      worst: { kind: "parsed", parse: parseCount, brief: "Pairs to read", placeholder: "n", default: "20" },
      output: evidenceFlags.output,
      ...commonFlags,
    },
    positional: run,
  },
  docs: { brief: "Show a run's gaps, calibration, slices and worst pairs" },
});

const evaluate = buildCommand<CommonFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/evaluate.ts")).evaluate,
  parameters: { flags: commonFlags, positional: run },
  docs: { brief: "Compute a run's dev metrics anew from its files" },
});

const predict = buildCommand<PredictFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/predict.ts")).predict,
  parameters: {
    flags: {
      input: { kind: "parsed", parse: String, brief: "CSV with id, sentence_1, sentence_2", placeholder: "pairs.csv" },
      output: { kind: "parsed", parse: String, brief: "CSV to write: id, prediction", placeholder: "predictions.csv" },
      ...engineFlags,
      ...commonFlags,
    },
    positional: runOrExport,
  },
  docs: { brief: "Score pairs with a run's weights, or with an exported model" },
});

const exportRun = buildCommand<ExportFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/export.ts")).exportRun,
  parameters: {
    flags: {
      output: {
        kind: "parsed",
        parse: String,
        brief: "Folder to write; it must not be there yet",
        placeholder: "folder",
      },
      batch: {
        kind: "parsed",
        parse: parseCount,
        brief: "Pairs that the ONNX file takes at a time",
        default: "1",
        placeholder: "n",
      },
      ...commonFlags,
    },
    positional: run,
  },
  docs: { brief: "Write a run's model for transformers, sentence-transformers and ONNX" },
});

const fetch = buildCommand<CommonFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/fetch.ts")).fetch,
  parameters: { flags: commonFlags, positional: experiment },
  docs: { brief: "Download the checkpoint of an experiment that names one on the hub" },
});

const submit = buildCommand<SubmitFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/submit.ts")).submit,
  parameters: { flags: { ...engineFlags, ...commonFlags }, positional: experiment },
  docs: { brief: "Write and check submissions/<experiment>/submission.csv" },
});

const check = buildCommand<CheckFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/check.ts")).check,
  parameters: {
    flags: {
      data: { kind: "parsed", parse: String, brief: "Folder of test.csv, e.g. datasets/korsts", placeholder: "folder" },
      ...commonFlags,
    },
    positional: argument("submission.csv", "File to hand in"),
  },
  docs: { brief: "The gate: one line of approval, or every reason against a submission" },
});

const describe = buildCommand<DataReportFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/data-report.ts")).reportData,
  parameters: {
    flags: { ...reportFlags, ...commonFlags },
    positional: argument("folder", "Folder of train, dev and test, e.g. datasets/korsts"),
  },
  docs: { brief: "Scores, lengths, repeated and contradictory pairs, shared sentences, odd text" },
});

const data = buildRouteMap({ routes: { report: describe }, docs: { brief: "Look at data before training on it" } });

const doctor = buildCommand<CommonFlags, [], Context>({
  loader: async () => (await import("./commands/doctor.ts")).doctor,
  parameters: { flags: commonFlags },
  docs: { brief: "What this machine has, and what is missing" },
});

const install = buildCommand<RuntimeInstallFlags, [Runtime], Context>({
  loader: async () => (await import("./commands/runtime-install.ts")).runtimeInstall,
  parameters: {
    flags: {
      wheel: { kind: "parsed", parse: String, brief: "A wheel downloaded before", placeholder: "file", optional: true },
      gpu: { kind: "boolean", brief: "TensorFlow with CUDA, for an NVIDIA GPU", default: false },
      ...commonFlags,
    },
    positional: {
      kind: "tuple",
      parameters: [
        {
          placeholder: RUNTIMES.join("|"),
          brief: "openvino: faster on CPUs; tensorflow: kernel by kernel, also on GPUs",
          parse: parseRuntime,
        },
      ],
    },
  },
  docs: { brief: "Download a runtime, check it, and put it into runtimes/" },
});

const trim = buildCommand<CheckpointTrimFlags, OneArgument, Context>({
  loader: async () => (await import("./commands/checkpoint-trim.ts")).checkpointTrim,
  parameters: {
    flags: {
      output: { kind: "parsed", parse: String, brief: "Folder to write, checkpoints/<name>", placeholder: "folder" },
      ...commonFlags,
    },
    positional: experiment,
  },
  docs: { brief: "Write an experiment's checkpoint with the part of its vocabulary that its pairs need" },
});

const checkpoint = buildRouteMap({ routes: { trim }, docs: { brief: "Checkpoints made of others" } });

const runtime = buildRouteMap({ routes: { install }, docs: { brief: "Faster runtimes for training" } });

/**
 * The command line.
 * @param debug whether errors show their stack.
 */
export function buildDalmeum(debug: boolean) {
  const message = (error: unknown): string => errorMessage(error, debug);
  return buildApplication<Context>(
    buildRouteMap({
      routes: {
        train,
        evaluate,
        predict,
        export: exportRun,
        compare,
        sweep,
        diagnose,
        submit,
        check,
        fetch,
        data,
        checkpoint,
        doctor,
        runtime,
      },
      docs: { brief: "Train sentence-similarity models and hand in checked submissions. Every command has --help" },
    }),
    {
      name: "dalmeum",
      scanner: { allowArgumentEscapeSequence: true },
      documentation: { disableAnsiColor: true },
      determineExitCode: (error) => (error instanceof Interruption ? error.exitCode : 1),
      localization: {
        text: {
          ...text_en,
          exceptionWhileRunningCommand: message,
          exceptionWhileLoadingCommandFunction: message,
          exceptionWhileLoadingCommandContext: message,
        },
      },
    },
  );
}

/** An error for the person at the terminal. */
export function errorMessage(error: unknown, debug: boolean): string {
  if (debug) return inspect(error);
  if (error instanceof UserError || error instanceof Interruption) return error.message;
  const told = error instanceof Error ? error.message : String(error);
  return `unexpected error: ${told}\nAdd --debug to see where it came from.`;
}

function parseRuntime(text: string): Runtime {
  const runtime = RUNTIMES.find((name) => name === text);
  if (runtime === undefined) throw new UserError(`found ${text}, expected ${RUNTIMES.join(" or ")}`);
  return runtime;
}

function parseCount(text: string): number {
  const count = numberParser(text);
  if (!Number.isInteger(count) || count < 1) throw new UserError(`found ${text}, expected an integer from 1 on`);
  return count;
}

function parseSeed(text: string): number {
  const seed = numberParser(text);
  if (!isSeed(seed)) throw new UserError(`found ${text}, expected an integer from 0 on`);
  return seed;
}
