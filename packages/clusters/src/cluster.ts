import type { EngineDescription } from "@dalmeum/contracts";
import type { RunProgress } from "./node-events.ts";
import type { NodeReport } from "./node-report.ts";
import type { PackedWorkspace } from "./workspace/pack-workspace.ts";

/** A run that is to be made elsewhere. */
export interface WantedRun {
  /** What the node's own plan has to give. */
  readonly identity: string;
  /** As `npx dalmeum train` takes it: an experiment, and settings. */
  readonly reference: string;
  readonly seed: number;
  readonly fold?: number;
}

/** What a run takes of a node while it is made. */
export interface Needs {
  readonly cpus: number;
  readonly gpus: number;
}

/** Runs of one workspace and one engine. */
export interface WantedRuns {
  readonly workspace: PackedWorkspace;
  readonly engine: EngineDescription;
  /** Node's major version, that of whoever wants them. */
  readonly node: number;
  readonly needs: Needs;
  readonly runs: readonly WantedRun[];
}

/** Of a run, or of a node where no run is named. */
export type ClusterEvent =
  /** Again after it was lost: on whichever node makes it now. */
  | { readonly kind: "starts"; readonly identity: string; readonly node: string }
  | ({ readonly kind: "progress"; readonly identity: string; readonly node: string } & RunProgress)
  | { readonly kind: "says"; readonly identity: string; readonly node: string; readonly text: string }
  /** In the store of runs. */
  | { readonly kind: "stored"; readonly identity: string; readonly node: string }
  /** A result like any other, a training that diverges say: it is not made again. Or it was lost too often. */
  | { readonly kind: "failed"; readonly identity: string; readonly node: string; readonly reason: string }
  /** Its node died, or could not go on; it is made again elsewhere. */
  | { readonly kind: "lost"; readonly identity: string; readonly node: string; readonly reason: string }
  /** The node cannot make this run as it is wanted, and is asked for no other; no retry is spent. */
  | ({ readonly kind: "unfit"; readonly identity: string; readonly node: string; readonly reason: string } & Unfit);

/** What the node found in place of what was expected, for whoever knows what that was. */
export interface Unfit {
  /** What the run would follow from there; absent where its plan failed. */
  readonly inputs?: unknown;
}

/** A line that a run, or what makes it, has said. */
export interface LogLine {
  readonly experiment: string;
  readonly seed: number;
  readonly fold?: number;
  readonly node: string;
  /** ISO 8601; null where the cluster does not tell. */
  readonly at: string | null;
  readonly text: string;
}

/**
 * Machines that make runs. What it makes is in the team's store of runs when it says so.
 *
 * Every call throws a UserError where the cluster does not answer, refuses or is not set up, and the signal's reason once that is
 * aborted; neither ends what is under way there.
 */
export interface Cluster {
  /** How people call it, without secrets: `Ray at http://10.0.0.5:8265`. */
  readonly place: string;
  /** What people should know before they use it. */
  warnings(signal: AbortSignal): Promise<readonly string[]>;
  /** Unpack and install a workspace on every node, and hear what each has. Quick where they have it. */
  nodes(workspace: PackedWorkspace, signal: AbortSignal): Promise<readonly NodeReport[]>;
  /**
   * Make runs. It ends when each is stored or failed; who leaves it early stops nothing, and who asks for the same runs again
   * is told how those under way go on. Two who ask for one run get the same.
   */
  make(wanted: WantedRuns, signal: AbortSignal): AsyncIterable<ClusterEvent>;
  /** What runs of an experiment, or of all, have said so far; oldest first. */
  logs(experiment: string | undefined, signal: AbortSignal): AsyncIterable<LogLine>;
  /** Stop what is under way or waits of an experiment, or of all. @returns how many runs these were. */
  stop(experiment: string | undefined, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}
