import { buildCommand, buildRouteMap } from "@stricli/core";
import type { CheckpointTrimFlags } from "../commands/checkpoint-trim.ts";
import { type CommonFlags, commonFlags, type Context, engineFlags } from "../terminal/context.ts";
import type { ExportFlags } from "../commands/export.ts";
import type { PredictFlags } from "../commands/predict.ts";
import type { TrainFlags } from "../commands/train.ts";
import { argument, experiment, languageFlag, type OneArgument, run } from "./arguments.ts";
import { parseCount, parseSeed } from "./numbers.ts";

// A command's code is loaded when it runs, so that --help need not wait for an engine.
export const train = buildCommand<TrainFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/train.ts")).train,
  parameters: {
    flags: {
      seed: { kind: "parsed", parse: parseSeed, brief: "Train this seed alone", placeholder: "n", optional: true },
      fold: { kind: "parsed", parse: parseCount, brief: "Hold out this fold alone", placeholder: "k", optional: true },
      restart: { kind: "boolean", brief: "Start unfinished runs over, not from their checkpoints", default: false },
      profile: { kind: "boolean", brief: "Only write where the time of a few updates goes", default: false },
      expect: {
        kind: "parsed",
        parse: String,
        brief: "Train one run, if this is its identity here, and put it into the store",
        placeholder: "identity",
        optional: true,
      },
      expectNode: {
        kind: "parsed",
        parse: parseCount,
        brief: "With --expect: Node's major version",
        placeholder: "n",
        optional: true,
      },
      events: { kind: "boolean", brief: "With --expect: tell it a program, in lines of JSON", default: false },
      language: languageFlag,
      ...engineFlags,
      ...commonFlags,
    },
    positional: experiment,
  },
  docs: { brief: "Train an experiment, evaluate it on dev, predict dev and test" },
});

export const evaluate = buildCommand<CommonFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/evaluate.ts")).evaluate,
  parameters: { flags: commonFlags, positional: run },
  docs: { brief: "Compute a run's dev metrics anew from its files" },
});

export const predict = buildCommand<PredictFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/predict.ts")).predict,
  parameters: {
    flags: {
      input: { kind: "parsed", parse: String, brief: "CSV with id, sentence_1, sentence_2", placeholder: "pairs.csv" },
      output: { kind: "parsed", parse: String, brief: "CSV to write: id, prediction", placeholder: "predictions.csv" },
      ...engineFlags,
      ...commonFlags,
    },
    positional: argument(
      "run",
      "An experiment that has one run, the path of a run folder, or of a folder that export wrote",
    ),
  },
  docs: { brief: "Score pairs with a run's weights, or with an exported model" },
});

export const exportRun = buildCommand<ExportFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/export.ts")).exportRun,
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

export const fetch = buildCommand<CommonFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/fetch.ts")).fetch,
  parameters: { flags: commonFlags, positional: experiment },
  docs: { brief: "Download the checkpoint of an experiment that names one on the hub" },
});

const trim = buildCommand<CheckpointTrimFlags, OneArgument, Context>({
  loader: async () => (await import("../commands/checkpoint-trim.ts")).checkpointTrim,
  parameters: {
    flags: {
      output: { kind: "parsed", parse: String, brief: "Folder to write, checkpoints/<name>", placeholder: "folder" },
      ...commonFlags,
    },
    positional: experiment,
  },
  docs: { brief: "Write an experiment's checkpoint with the part of its vocabulary that its pairs need" },
});

export const checkpoint = buildRouteMap({ routes: { trim }, docs: { brief: "Checkpoints made of others" } });
