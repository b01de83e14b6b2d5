import type { Scalar } from "@tensorflow/tfjs-core";
import type { Described } from "./described.ts";
import type { Tensors } from "./tensors.ts";

/** Per-parameter state by slot name, e.g. `firstMoment`; each tensor is shaped like its parameter. */
export type OptimizerSlots = Readonly<Record<string, Tensors>>;

/** What changes at every update and is an input of it. */
export interface StepPosition {
  /** Updates so far, this one included: 1 at the first. */
  readonly step: Scalar;
  readonly learningRate: Scalar;
  /** Factor of all gradients, from clipping: applied here, it costs no pass of its own over them. */
  readonly gradientScale: Scalar;
}

/** Gradients in, new parameters out. Pure: state comes in and goes out, nothing is read back to JavaScript. */
export interface Optimizer extends Described {
  /** Slots it keeps for every parameter; all start at zero. */
  readonly slots: readonly string[];
  /**
   * Which rule updates a parameter of this name. Parameters of one group may come end to end, as one parameter under the
   * name of any of them.
   */
  groupOf(name: string): string;
  /**
   * One update. Elementwise in each parameter, so that the rows of a lookup table can be updated alone.
   * @param gradients one for each parameter, same shape.
   */
  update(
    parameters: Tensors,
    gradients: Tensors,
    slots: OptimizerSlots,
    position: StepPosition,
  ): { readonly parameters: Tensors; readonly slots: OptimizerSlots };
}

/** Learning rate over a run. */
export interface Schedule extends Described {
  /**
   * @param step updates before this one: 0 .. totalSteps - 1.
   * @returns learning rate, >= 0.
   */
  learningRate(step: number, totalSteps: number): number;
}
