import { buildCommand, buildRouteMap } from "@stricli/core";
import { commonFlags, type Context, engineFlags } from "../terminal/context.ts";
import { experiments } from "./arguments.ts";
import type { ListFlags, PruneFlags, TransferFlags } from "../commands/runs.ts";

const all = { minimum: 0 };
const orRuns = { placeholder: "experiment|run" };
const weights = (brief: string) => ({ kind: "boolean", brief, default: false }) as const;

const list = buildCommand<ListFlags, string[], Context>({
  loader: async () => (await import("../commands/runs.ts")).list,
  parameters: {
    flags: { ...engineFlags, ...commonFlags },
    positional: experiments("Experiments; all where none is named", all),
  },
  docs: { brief: "Every run, here and in the team's store" },
});

const pull = buildCommand<TransferFlags, string[], Context>({
  loader: async () => (await import("../commands/runs.ts")).pull,
  parameters: {
    flags: { weights: weights("Fetch weights too"), ...engineFlags, ...commonFlags },
    positional: experiments("Experiments, of which today's runs are fetched, or paths of run folders", orRuns),
  },
  docs: { brief: "Fetch runs from the team's store" },
});

const push = buildCommand<TransferFlags, string[], Context>({
  loader: async () => (await import("../commands/runs.ts")).push,
  parameters: {
    flags: { weights: weights("Store weights too"), ...engineFlags, ...commonFlags },
    positional: experiments("Experiments, of which today's runs are stored, or paths of run folders", orRuns),
  },
  docs: { brief: "Put finished runs into the team's store" },
});

const prune = buildCommand<PruneFlags, string[], Context>({
  loader: async () => (await import("../commands/runs.ts")).prune,
  parameters: {
    flags: {
      delete: { kind: "boolean", brief: "Delete those that the store has", default: false },
      force: {
        kind: "boolean",
        brief: "With --delete: also what the store lacks, or a submission names",
        default: false,
      },
      ...commonFlags,
    },
    positional: experiments("Experiments; all where none is named", all),
  },
  docs: { brief: "Say which stale runs here could go, and how large they are" },
});

export const runs = buildRouteMap({
  routes: { list, pull, push, prune },
  docs: { brief: "Runs here and in the team's store" },
});
