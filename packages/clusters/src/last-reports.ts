import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { readJson, writeFileAtomically } from "@dalmeum/files";
import { z } from "zod";
import type { ClusterName } from "./cluster-names.ts";
import { type NodeReport, nodeReportSchema } from "./node-report.ts";

const schema = z.array(nodeReportSchema);

const fileOf = (root: string, cluster: ClusterName): string =>
  join(root, "node_modules/.cache/dalmeum/clusters", `${cluster}.json`);

/** Keep what nodes said, so that what they made can be compared and submitted without asking them again. */
export function keepReports(root: string, cluster: ClusterName, reports: readonly NodeReport[]): void {
  const path = fileOf(root, cluster);
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomically(path, [Buffer.from(JSON.stringify(reports))]);
}

/**
 * What they said when they were asked last; undefined where they never were.
 * @throws UserError where what was kept is damaged.
 */
export function lastReports(root: string, cluster: ClusterName): readonly NodeReport[] | undefined {
  const path = fileOf(root, cluster);
  if (!existsSync(path)) return undefined;
  return readJson(path, schema, `\`npx dalmeum cluster check --cluster ${cluster}\` asks the nodes again`);
}
