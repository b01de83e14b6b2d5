import { type EngineDescription, problemsError, UserError } from "@dalmeum/contracts";
import { canonicalJson } from "@dalmeum/files";
import type { NodeReport } from "./node-report.ts";

/** What runs are to be made with. */
export interface WantedMachine {
  /** Absent: what computes by default on most nodes. */
  readonly engine?: string;
  readonly precision?: string;
  /** Node's major version. */
  readonly node: number;
  /** Of the team's key. */
  readonly key: string;
}

/** Which nodes make runs, and with what. */
export interface JudgedNodes {
  readonly engine: EngineDescription;
  readonly fit: readonly NodeReport[];
  readonly unfit: readonly { readonly node: NodeReport; readonly reason: string }[];
}

/**
 * Choose one engine for all runs, as those of two are not compared: the one that most nodes have.
 * @throws UserError where no node has what is wanted.
 */
export function judgeNodes(reports: readonly NodeReport[], wanted: WantedMachine): JudgedNodes {
  if (reports.length === 0) throw new UserError("found no node that answers, expected at least one");
  const judged = reports.map((node) => ({ node, offer: offerOf(node, wanted) }));
  const groups = new Map<string, { readonly engine: EngineDescription; readonly nodes: NodeReport[] }>();
  for (const { node, offer } of judged) {
    if (typeof offer === "string") continue;
    const group = groups.get(canonicalJson(offer)) ?? { engine: offer, nodes: [] };
    group.nodes.push(node);
    groups.set(canonicalJson(offer), group);
  }
  const [largest] = [...groups.values()].toSorted((a, b) => b.nodes.length - a.nodes.length);
  if (largest === undefined) {
    const problems = judged.map(({ node, offer }) => `${node.id}: ${typeof offer === "string" ? offer : ""}`);
    throw problemsError("no node can make these runs", problems);
  }
  const unfit = judged.flatMap(({ node, offer }) => {
    if (largest.nodes.includes(node)) return [];
    const other = typeof offer === "string" ? offer : `has ${engineText(offer)}, others ${engineText(largest.engine)}`;
    return [{ node, reason: other }];
  });
  return { engine: largest.engine, fit: largest.nodes, unfit };
}

/** The engine that a node would compute with, or why it would not. */
function offerOf(report: NodeReport, { engine, precision, node, key }: WantedMachine): EngineDescription | string {
  if (report.problem !== null) return report.problem;
  if (Number(/^v(\d+)\./.exec(report.node)?.[1]) !== node) return `found Node ${report.node}, expected ${node}`;
  if (report.key !== key) return "TURBO_REMOTE_CACHE_SIGNATURE_KEY is another there";
  const offered = report.engines.find(
    (each) => (engine ?? each.name) === each.name && (precision ?? each.precision) === each.precision,
  );
  return offered ?? `has no ${engine ?? "engine"}${precision === undefined ? "" : ` in ${precision}`}`;
}

/** `openvino in bfloat16 (openvino 2026.1.0)`. */
export function engineText({ name, precision, versions }: EngineDescription): string {
  const known = Object.entries(versions).map(([what, version]) => `${what} ${version}`);
  return `${name} in ${precision}${known.length === 0 ? "" : ` (${known.join(", ")})`}`;
}
