import type { EngineState } from "./engine-state.ts";
import type { HostArrays, Signature, Step, StepsByLength } from "./step.ts";

/** A step that can be run many times. */
export interface RunnableStep {
  /** The signature given to `compile` and what the step declared. */
  readonly inputs: Signature;
  readonly outputs: Signature;
  /**
   * Run once. Reads `inputs`, overwrites `outputs`; the two must not share memory.
   * @throws Error where an array is missing or has another length than the signature says.
   */
  run(inputs: HostArrays, outputs: HostArrays): Promise<void>;
}

/** What one kernel took. Times are in milliseconds. */
export interface KernelTime {
  /** The node, e.g. "backward/BatchMatMul/#12"; the runtime's own name where it made or fused the node. */
  readonly name: string;
  readonly operator: string;
  /** What else the runtime tells: shapes, or the implementation that it chose. */
  readonly detail: string;
  /** Since the run's start. */
  readonly start: number;
  readonly duration: number;
}

/** One run of a step, kernel by kernel. Times are in milliseconds. */
export interface RunProfile {
  /** On the clock of `performance.now()`. */
  readonly start: number;
  readonly duration: number;
  /** In the order in which they ran. */
  readonly kernels: readonly KernelTime[];
}

/** What an engine that was made to profile can tell. */
export interface Profiled {
  /** Every run so far, in order. It ends the profiling: call it once, after the last run. Absent where nothing profiles. */
  endProfile?(): Promise<readonly RunProfile[]>;
}

/** A step that an engine compiled. */
export interface CompiledStep extends RunnableStep, Profiled {
  dispose(): Promise<void>;
}

/** Compiled steps by length. */
export interface CompiledSteps extends Profiled {
  /** @param tokens that are packed; absent where none are. */
  at(length: number, tokens?: number): Promise<RunnableStep>;
  /**
   * Promise that these inputs have these values in every run until the next promise, so that the runtime can pack them
   * once. They are still due at every run. Absent where it brings nothing.
   */
  hold?(inputs: HostArrays): Promise<void>;
  dispose(): Promise<void>;
}

/** What products' factors may be. */
export const PRECISIONS = ["float32", "tf32", "bfloat16"] as const;

/** An engine as runs follow from it, which need not be here. */
export interface EngineDescription {
  readonly name: string;
  /** Of the products' factors; sums of many and the optimizer stay float32. */
  readonly precision: (typeof PRECISIONS)[number];
  /** Versions of what computes, for the run record. */
  readonly versions: Readonly<Record<string, string>>;
}

/** An ONNX file of steps of every length, as `npx dalmeum export` writes it. */
export interface StepsFile {
  /** What messages call it. */
  readonly path: string;
  /** Its content. */
  readonly onnx: Uint8Array;
  /** Inputs that the file has; further ones of a signature are left alone. */
  readonly inputs: readonly string[];
  /** Outputs that are asked for; a file may have more. */
  readonly outputs: readonly string[];
  /** Shapes and types at a length, under the names that the file uses. */
  readonly at: (length: number) => { readonly inputs: Signature; readonly outputs: Signature };
}

/** Something that runs steps. Only an engine picks a tfjs backend. */
export interface Engine extends EngineDescription {
  compile(step: Step, inputs: Signature): Promise<CompiledStep>;
  /** Compile steps of every length, together where the runtime can. */
  compileLengths(steps: StepsByLength): Promise<CompiledSteps>;
  /** Lengths that are worth compiling for one purpose, where each takes seconds; absent where many are. */
  readonly mostLengths?: number;
  /** Whether one compiled graph serves all lengths, so that batches need not be rounded up to the lengths of others. */
  readonly anyLength?: boolean;
  /** A new state, empty; absent where the engine computes in host memory. */
  createState?(): EngineState;
  /** Run an ONNX file as it lies, as other programs do; absent where an engine runs what it compiled itself. */
  openOnnx?(file: StepsFile): CompiledSteps;
}
