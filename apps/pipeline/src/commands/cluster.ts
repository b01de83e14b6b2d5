import { engineText, judgeNodes, type LogLine, type NodeReport } from "@dalmeum/clusters";
import { counted, type Reporter, UserError } from "@dalmeum/contracts";
import { findWorkspaceRoot } from "@dalmeum/experiments";
import { keyText } from "@dalmeum/runs";
import { engineChoice } from "@dalmeum/runtimes";
import { chosenCluster, type ClusterChoice, NODE_MAJOR } from "../elsewhere/cluster-choice.ts";
import { askNodes, type ChosenCluster, openChosenCluster } from "../elsewhere/open-elsewhere.ts";
import type { CommonFlags, Context } from "../terminal/context.ts";
import { createReporter } from "../terminal/reporter.ts";

export interface ClusterFlags extends CommonFlags, Pick<ClusterChoice, "cluster"> {}

export interface CheckFlags extends CommonFlags, ClusterChoice {}

/** Send this workspace to every node, and show what each has and whether it could make its runs. */
export async function check(this: Context, { json, ...choice }: CheckFlags): Promise<void> {
  const reporter = createReporter(this.process, json);
  const root = findWorkspaceRoot(this.cwd);
  await withCluster(this, root, choice, reporter, async (chosen) => {
    const { cluster, keyId: key } = chosen;
    const { reports } = await askNodes(this, root, chosen, reporter);
    reporter.result({ place: cluster.place, nodes: reports }, [cluster.place, ...reports.flatMap(nodeLines)]);
    const { engine, fit, unfit } = judgeNodes(reports, { ...engineChoice(choice), node: NODE_MAJOR, key });
    for (const { node, reason } of unfit) reporter.say(`${node.id} is unfit: ${reason}`);
    reporter.say(`runs would be made on ${counted(fit.length, "node")} with ${engineText(engine)}`);
  });
}

/** What runs have said on whichever node. */
export async function logs(this: Context, { json, ...choice }: ClusterFlags, experiment?: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  const lines: LogLine[] = [];
  await withCluster(this, findWorkspaceRoot(this.cwd), choice, reporter, async ({ cluster }) => {
    for await (const line of cluster.logs(experiment, this.signal)) {
      if (json) lines.push(line);
      else reporter.say(logText(line));
    }
  });
  if (json) reporter.result(lines, []);
}

/** End what is under way or waits; nothing else does. */
export async function stop(this: Context, { json, ...choice }: ClusterFlags, experiment?: string): Promise<void> {
  const reporter = createReporter(this.process, json);
  await withCluster(this, findWorkspaceRoot(this.cwd), choice, reporter, async ({ cluster }) => {
    const stopped = await cluster.stop(experiment, this.signal);
    reporter.result({ stopped }, [`${counted(stopped, "run")} stopped; what is in the store stays there`]);
  });
}

async function withCluster(
  context: Context,
  root: string,
  choice: Pick<ClusterChoice, "cluster">,
  reporter: Reporter,
  work: (chosen: ChosenCluster) => Promise<void>,
): Promise<void> {
  const name = chosenCluster(choice);
  if (name === undefined)
    throw new UserError("found no cluster; name one: --cluster ray or postgres, or DALMEUM_CLUSTER");
  const chosen = await openChosenCluster(context, root, name, reporter);
  try {
    await work(chosen);
  } finally {
    await chosen.cluster.close();
  }
}

function nodeLines({ id, host, node, cores, memory, gpus, freeGpus, engines, store, problem }: NodeReport) {
  const name = id === host ? id : `${id} on ${host}`;
  // Of a node that could not look it says no more.
  if (problem !== null) return [`${name} is not ready: ${problem}`];
  const devices = gpus === 0 ? "no GPU" : `${counted(gpus, "GPU")}, ${freeGpus} free`;
  return [
    `${name} is ready`,
    `  Node ${node}, ${counted(cores, "core")}, ${(memory / 1e9).toFixed(0)} GB, ${devices}`,
    `  ${engines.length === 0 ? "no engine" : engines.map(engineText).join("; ")}`,
    `  ${store === null ? "no store of runs" : `runs go to ${store}`}`,
  ];
}

const logText = ({ experiment, seed, fold, node, at, text }: LogLine): string =>
  `${at === null ? "" : `${at} `}${node} ${experiment}, ${keyText(fold === undefined ? { seed } : { seed, fold })}: ${text}`;
