import { buildCommand, buildRouteMap } from "@stricli/core";
import type { CheckFlags, ClusterFlags } from "../commands/cluster.ts";
import { type CommonFlags, commonFlags, type Context, engineFlags } from "../terminal/context.ts";

type OneExperiment = [experiment?: string];

const named = { cluster: engineFlags.cluster, ...commonFlags };
const experiment = {
  kind: "tuple",
  parameters: [{ placeholder: "experiment", brief: "Its runs alone", parse: String, optional: true }],
} as const;

const check = buildCommand<CheckFlags, [], Context>({
  loader: async () => (await import("../commands/cluster.ts")).check,
  parameters: { flags: { ...engineFlags, ...commonFlags } },
  docs: { brief: "Send this workspace to every node, and show what each has and whether it can make its runs" },
});

const logs = buildCommand<ClusterFlags, OneExperiment, Context>({
  loader: async () => (await import("../commands/cluster.ts")).logs,
  parameters: { flags: named, positional: experiment },
  docs: { brief: "What runs have said, on whichever node" },
});

const stop = buildCommand<ClusterFlags, OneExperiment, Context>({
  loader: async () => (await import("../commands/cluster.ts")).stop,
  parameters: { flags: named, positional: experiment },
  docs: { brief: "Stop what nodes make, and what waits" },
});

const node = buildCommand<CommonFlags, [], Context>({
  loader: async () => (await import("../commands/cluster-node.ts")).clusterNode,
  parameters: { flags: commonFlags },
  docs: { brief: "What this machine would bring to a cluster, in a line of JSON" },
});

export const cluster = buildRouteMap({
  routes: { check, logs, stop, node },
  docs: { brief: "Machines that make runs in place of this one" },
});
