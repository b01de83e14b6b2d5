import type { KeyObject } from "node:crypto";
import type { Cluster } from "./cluster.ts";
import type { ClusterName } from "./cluster-names.ts";

export interface OpenClusterOptions {
  readonly root: string;
  /** Signs what nodes run. */
  readonly key: KeyObject;
  /** Where address and credentials are. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * A cluster, each kind loaded where it is asked for.
 * @throws UserError where its address is none.
 */
export function openCluster(name: ClusterName, options: OpenClusterOptions): Promise<Cluster> {
  throw new Error(`${name}: ${options.root}`);
}
