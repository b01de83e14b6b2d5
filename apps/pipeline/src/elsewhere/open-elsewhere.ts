import {
  type Cluster,
  type ClusterName,
  engineText,
  type JudgedNodes,
  judgeNodes,
  keepReports,
  type Needs,
  type NodeReport,
  openCluster,
  type PackedWorkspace,
  packWorkspace,
} from "@dalmeum/clusters";
import { counted, type EngineDescription, type Reporter } from "@dalmeum/contracts";
import { gitCommit, openRunStore, SENT_COMMIT, sentCommitFile, teamKeyId } from "@dalmeum/runs";
import { engineChoice } from "@dalmeum/runtimes";
import type { Context } from "../terminal/context.ts";
import { chosenCluster, type ClusterChoice, NODE_MAJOR } from "./cluster-choice.ts";

/** A cluster that is chosen, and the key that signs what its nodes run. */
export interface ChosenCluster {
  readonly name: ClusterName;
  readonly cluster: Cluster;
  /** Of the team's key. */
  readonly keyId: string;
}

/** @throws UserError where there is no store of runs, or the cluster's address is none. */
export async function openChosenCluster(
  { signal }: Pick<Context, "signal">,
  root: string,
  name: ClusterName,
  { say }: Reporter,
): Promise<ChosenCluster> {
  const store = openRunStore({ root, signal });
  const cluster = await openCluster(name, { root, key: store.key, environment: process.env, say });
  return { name, cluster, keyId: teamKeyId(store) };
}

/** This workspace, and what every node of a cluster says of itself once it has it. */
export interface AskedNodes {
  readonly workspace: PackedWorkspace;
  readonly reports: readonly NodeReport[];
}

/** @throws UserError where the workspace cannot be packed, or the cluster does not answer. */
export async function askNodes(
  { signal }: Pick<Context, "signal">,
  root: string,
  { name, cluster }: ChosenCluster,
  reporter: Reporter,
): Promise<AskedNodes> {
  (await cluster.warnings(signal)).forEach(reporter.say);
  const workspace = await packWorkspace(root, { [SENT_COMMIT]: sentCommitFile(await gitCommit(root)) });
  const reports = await cluster.nodes(workspace, signal);
  keepReports(root, name, reports);
  return { workspace, reports };
}

/** Machines that make runs in place of this one, and what they are to make them of. */
export interface Elsewhere {
  readonly cluster: Cluster;
  readonly workspace: PackedWorkspace;
  readonly nodes: JudgedNodes;
  readonly needs: Needs;
}

/**
 * The cluster that is chosen, its nodes ready to make runs of this workspace; undefined where none is chosen.
 * @throws UserError as `openChosenCluster` and `askNodes`, or where no node is fit.
 */
export async function openElsewhere(
  context: Pick<Context, "signal">,
  root: string,
  choice: ClusterChoice,
  reporter: Reporter,
): Promise<Elsewhere | undefined> {
  const name = chosenCluster(choice);
  if (name === undefined) return undefined;
  const chosen = await openChosenCluster(context, root, name, reporter);
  const { cluster, keyId } = chosen;
  try {
    const { workspace, reports } = await askNodes(context, root, chosen, reporter);
    const nodes = judgeNodes(reports, { ...engineChoice(choice), node: NODE_MAJOR, key: keyId });
    reporter.say(`${cluster.place}: ${counted(nodes.fit.length, "node")}, ${engineText(nodes.engine)}`);
    for (const { node, reason } of nodes.unfit) reporter.say(`${node.id} is unfit: ${reason}`);
    return { cluster, workspace, nodes, needs: needsOf(nodes.engine, nodes.fit) };
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

/** One device a run; of processors a run takes all, as its engine does. */
function needsOf(engine: EngineDescription, nodes: readonly NodeReport[]): Needs {
  const onGpu = (engine.versions.platform ?? "cpu") !== "cpu" || "@tensorflow/tfjs-node-gpu" in engine.versions;
  if (onGpu) return { cpus: 1, gpus: 1 };
  return { cpus: Math.min(...nodes.map(({ cores }) => cores)), gpus: 0 };
}
