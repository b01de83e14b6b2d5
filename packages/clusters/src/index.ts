export { CLUSTER_NAMES, type ClusterName } from "./cluster-names.ts";
export type { Cluster, ClusterEvent, LogLine, Needs, RunProgress, WantedRun, WantedRuns } from "./cluster.ts";
export { EXIT_CODES, type NodeEvent } from "./node-events.ts";
export type { NodeDescription, NodeReport } from "./node-report.ts";
export { type PackedWorkspace, packWorkspace } from "./workspace/pack-workspace.ts";
export { openRay, type RayOptions } from "./ray/open-ray.ts";
