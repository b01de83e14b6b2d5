import type { KeyObject } from "node:crypto";
import type { Cluster } from "./cluster.ts";
import type { ClusterName } from "./cluster-names.ts";

export interface OpenClusterOptions {
  /** Of the workspace. */
  readonly root: string;
  /** The team's; it signs what nodes run. */
  readonly key: KeyObject;
  /** Where addresses and credentials are. */
  readonly environment: NodeJS.ProcessEnv;
  /** Notes for people, that the cluster does not answer say. */
  readonly say: (line: string) => void;
}

/**
 * A cluster, of which nothing is asked yet. Each kind is loaded where it is named.
 * @throws UserError where its address is none.
 */
export async function openCluster(name: ClusterName, options: OpenClusterOptions): Promise<Cluster> {
  switch (name) {
    case "ray": {
      const { openRay } = await import("./ray/open-ray.ts");
      return openRay(options);
    }
    case "postgres": {
      const { openPostgres } = await import("./postgres/open-postgres.ts");
      return openPostgres(options);
    }
  }
}
