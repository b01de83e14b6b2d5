import type { Engine } from "@dalmeum/contracts";

export { PRECISIONS } from "@dalmeum/contracts";

/** Engines by the name that --engine takes. */
export const ENGINE_NAMES = ["onnxruntime", "openvino", "tensorflow", "xla"] as const;
/** Those of them that are installed on request. */
export const RUNTIMES = ["openvino", "tensorflow", "xla"] as const satisfies readonly (typeof ENGINE_NAMES)[number][];
export type Runtime = (typeof RUNTIMES)[number];

/**
 * What computes; absent means XLA where it is installed for a GPU that answers, else OpenVINO where it is installed, else
 * onnxruntime, in the engine's fastest precision.
 */
export interface EngineChoice {
  readonly engine?: (typeof ENGINE_NAMES)[number];
  readonly precision?: Engine["precision"];
}
