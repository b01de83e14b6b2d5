import { buildCommand, buildRouteMap } from "@stricli/core";
import { type CommonFlags, commonFlags, type Context } from "../terminal/context.ts";

const node = buildCommand<CommonFlags, [], Context>({
  loader: async () => (await import("../commands/cluster-node.ts")).clusterNode,
  parameters: { flags: commonFlags },
  docs: { brief: "What this machine would bring to a cluster, for programs" },
});

export const cluster = buildRouteMap({
  routes: { node },
  docs: { brief: "Machines that make runs" },
});
