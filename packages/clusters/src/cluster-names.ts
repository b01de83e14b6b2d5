/** Clusters by the name that --cluster takes. */
export const CLUSTER_NAMES = ["ray", "postgres"] as const;
export type ClusterName = (typeof CLUSTER_NAMES)[number];
