import { CLUSTER_NAMES, type ClusterName, judgeNodes, lastReports } from "@dalmeum/clusters";
import { type EngineDescription, UserError } from "@dalmeum/contracts";
import { openRunStore, teamKeyId } from "@dalmeum/runs";
import { chooseEngine, type EngineChoice, engineChoice } from "@dalmeum/runtimes";
import { z } from "zod";
import type { Context } from "../terminal/context.ts";

export interface ClusterChoice extends EngineChoice {
  readonly cluster?: ClusterName;
}

const schema = z
  .enum(CLUSTER_NAMES)
  .or(z.literal("").transform(() => undefined))
  .optional();

/**
 * The cluster that a flag names, else the environment: DALMEUM_CLUSTER, which turbo passes on.
 * @throws UserError where the environment names none of ours.
 */
export function chosenCluster({ cluster }: Pick<ClusterChoice, "cluster">): ClusterName | undefined {
  const found = process.env.DALMEUM_CLUSTER;
  const parsed = schema.safeParse(found);
  if (parsed.success) return cluster ?? parsed.data;
  throw new UserError(`DALMEUM_CLUSTER: found ${found ?? ""}, expected ${CLUSTER_NAMES.join(" or ")}`);
}

/** Node's major version here. */
export const NODE_MAJOR = Number(process.versions.node.split(".")[0]);

/**
 * What computes the runs: an engine of this machine; or, where a cluster makes them, its nodes' as they told last, which need not be here.
 * @throws UserError where it does not load here, or no node has told of it.
 */
export async function describeEngine(
  context: Pick<Context, "signal">,
  root: string,
  choice: ClusterChoice,
): Promise<EngineDescription> {
  const cluster = chosenCluster(choice);
  return cluster === undefined ? chooseEngine(root, choice) : lastEngine(context, root, cluster, choice);
}

/**
 * What a cluster's nodes told last that they compute with.
 * @throws UserError where none has told of what is wanted.
 */
export function lastEngine(
  { signal }: Pick<Context, "signal">,
  root: string,
  cluster: ClusterName,
  choice: ClusterChoice,
): EngineDescription {
  const reports = lastReports(root, cluster);
  if (reports === undefined) {
    throw new UserError(
      `${cluster}: its nodes have not told yet what they compute with; \`npx dalmeum cluster check --cluster ${cluster}\` asks them`,
    );
  }
  const key = teamKeyId(openRunStore({ root, signal }));
  return judgeNodes(reports, { ...engineChoice(choice), node: NODE_MAJOR, key }).engine;
}
