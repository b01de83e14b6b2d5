import type { HostArrays, Signature, StateStepDefinition } from "./step.ts";
import type { NamedValues } from "./tensors.ts";

/** A compiled step on an engine's state. */
export interface StateStep {
  /** What is due at every run. */
  readonly inputs: Signature;
  /** What comes to the host at every run. */
  readonly outputs: Signature;
  /** Bytes that a run takes beside the state. */
  readonly bytes: number;
  /**
   * Run once. Inputs have been read when the call returns. Runs follow each other in the order of the calls, and the next may
   * be called before this one's outputs are there.
   * @returns a promise of the outputs having been written.
   */
  run(inputs: HostArrays, outputs: HostArrays): Promise<void>;
  dispose(): void;
}

/** Named float32 arrays that stay where an engine computes, and steps on them. */
export interface EngineState {
  /** Bytes that arrays and steps may take there; undefined where the device does not tell. */
  readonly capacity: number | undefined;
  /** Put arrays there, in place of those with their names. Their memory is free again when this resolves. */
  write(arrays: NamedValues): Promise<void>;
  /**
   * Read arrays as they are after every run so far.
   * @throws Error where there is none of a name.
   */
  read(names: readonly string[]): Promise<NamedValues>;
  /** @throws Error where the device has no room for what the step takes. */
  compile(definition: StateStepDefinition): Promise<StateStep>;
  /** Frees the arrays and every step. */
  dispose(): void;
}
