import type { Tensor } from "@tensorflow/tfjs-core";
import type { Tensors } from "./tensors.ts";

export type DataType = "float32" | "int32";

export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** Shapes and types of named tensors. */
export type Signature = Readonly<Record<string, TensorSpec>>;

/** Host memory of named tensors, row-major. */
export type HostArrays = Readonly<Record<string, Float32Array | Int32Array>>;

/** A float32 array of an engine's state. */
export interface StateArray {
  readonly name: string;
  readonly shape: readonly number[];
}

/**
 * How an input of a step comes out of the state. An output of the same name goes back the same way, in place, where the input
 * is `whole` or `rows`.
 */
export type StateInput =
  /** All of the array. */
  | { readonly kind: "whole"; readonly array: StateArray }
  /**
   * Rows of an array [V, ...]: those that the step's int32 input `rows` [R] numbers. None may come twice but those from V on,
   * which read anything and are written nowhere.
   */
  | { readonly kind: "rows"; readonly array: StateArray; readonly rows: string }
  /** As many entries as the input has, end to end, of an array [N], from the entry that the int32 scalar `offset` says. */
  | { readonly kind: "window"; readonly array: StateArray; readonly offset: string };

/**
 * Adds an input to the step that is being compiled. Its array is then due at every run, unless it comes out of an engine's
 * state. Names must not repeat.
 */
export type DeclareInput = (name: string, spec: TensorSpec, state?: StateInput) => Tensor;

/**
 * Named tensors in, named tensors out: a pure function of tfjs operations with static shapes. It declares, while it
 * runs, the inputs that only its insides know of (dropout noise).
 */
export type Step = (inputs: Tensors, declareInput: DeclareInput) => Tensors;

/** A step and what it takes. */
export interface StepDefinition {
  readonly step: Step;
  readonly inputs: Signature;
}

/**
 * Steps that differ only in a length L, and in a number of packed tokens K where it is asked for, which stand in the shapes of
 * their inputs.
 */
export type StepsByLength = (length: number, tokens?: number) => StepDefinition;

/** A step, some of whose inputs come out of the state; the others are due at every run. */
export interface StateStepDefinition extends StepDefinition {
  /** By name of the input, of those in `inputs`; what the step declares says it itself. */
  readonly state: Readonly<Record<string, StateInput>>;
}
