import type { CommandContext } from "@stricli/core";
import { CLUSTER_NAMES } from "@dalmeum/clusters/cluster-names";
import { ENGINE_NAMES, PRECISIONS } from "@dalmeum/runtimes/engine-names";
import type { OutputStream } from "./progress.ts";

/** Where a command runs. */
export interface Context extends CommandContext {
  readonly process: {
    readonly stdout: OutputStream;
    readonly stderr: OutputStream;
  };
  /** The current folder, absolute. */
  readonly cwd: string;
  /** Aborted when the person asks to stop; its reason is an Interruption. */
  readonly signal: AbortSignal;
}

/** Flags of every command. */
export interface CommonFlags {
  readonly json: boolean;
  readonly debug: boolean;
}

export const commonFlags = {
  json: { kind: "boolean", brief: "Print one JSON value instead of text", default: false },
  debug: { kind: "boolean", brief: "Show where an error came from", default: false },
} as const;

/** Flags of commands that compute, in the shape of a ClusterChoice. */
export const engineFlags = {
  engine: {
    kind: "enum",
    values: ENGINE_NAMES,
    brief: "What computes: by default xla where a GPU answers, else openvino where it is installed, else onnxruntime",
    optional: true,
  },
  precision: {
    kind: "enum",
    values: PRECISIONS,
    brief: "Of products: by default the engine's fastest; tf32 on xla alone",
    optional: true,
  },
  cluster: {
    kind: "enum",
    values: CLUSTER_NAMES,
    brief: "Whose machines make the runs, in place of this one; else DALMEUM_CLUSTER names it",
    optional: true,
  },
} as const;
