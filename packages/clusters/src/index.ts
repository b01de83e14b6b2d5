export { CLUSTER_NAMES, type ClusterName } from "./cluster-names.ts";
export type { Cluster, ClusterEvent, LogLine, Needs, WantedRun, WantedRuns } from "./cluster.ts";
export { engineText, type JudgedNodes, judgeNodes } from "./judge-nodes.ts";
export { keepReports, lastReports } from "./last-reports.ts";
export { EXIT_CODES, type NodeEvent, type RunProgress } from "./node-events.ts";
export type { NodeDescription, NodeReport } from "./node-report.ts";
export { openCluster } from "./open-cluster.ts";
export { type PackedWorkspace, packWorkspace } from "./workspace/pack-workspace.ts";
