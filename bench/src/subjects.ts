import type { EngineChoice } from "@dalmeum/runtimes";

/** What computes: PyTorch, or an engine of ours. */
export interface Subject {
  readonly runtime: "pytorch" | NonNullable<EngineChoice["engine"]>;
  /** TF32 is of GPUs, which `bench/device` measures. */
  readonly precision: Exclude<NonNullable<EngineChoice["precision"]>, "tf32">;
}

/** Everything that is compared; the peers come first. */
export const SUBJECTS = [
  { runtime: "pytorch", precision: "float32" },
  { runtime: "pytorch", precision: "bfloat16" },
  { runtime: "onnxruntime", precision: "float32" },
  { runtime: "openvino", precision: "float32" },
  { runtime: "openvino", precision: "bfloat16" },
  { runtime: "xla", precision: "float32" },
  { runtime: "xla", precision: "bfloat16" },
  { runtime: "tensorflow", precision: "float32" },
] as const satisfies readonly Subject[];

/** `<runtime>-<precision>`, as the command line takes it. */
export const nameOf = ({ runtime, precision }: Subject): string => `${runtime}-${precision}`;
