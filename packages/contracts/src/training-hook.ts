import type { Described } from "./described.ts";
import type { NamedValues } from "./tensors.ts";

/** Watches training and may give other parameters than the last. The loop knows no more of it than this. */
export interface TrainingHook extends Described {
  /** Its state at the start of one training. */
  start(context: HookContext): RunningHook;
}

/** What a hook may know of the training that it watches. */
export interface HookContext {
  /** Updates of the whole training. */
  readonly totalSteps: number;
  /** Score of parameters on the dev pairs, higher is better; NaN where it is not defined. */
  evaluate(parameters: NamedValues): Promise<number>;
  /** A new mean, which lies where what it averages is. */
  createMean(): ParameterMean;
}

/** Reads parameters from where they are computed; views, valid until the next update. What is not read costs nothing. */
export type ReadParameters = () => Promise<NamedValues>;

/** A running mean of parameters. */
export interface ParameterMean {
  /** mean += share (parameters - mean); the first parameters are the mean, whatever the share. */
  add(parameters: ReadParameters, share: number): Promise<void>;
  /** Empty before the first; views, valid until the next. */
  values(): Promise<NamedValues>;
  restore(values: NamedValues): Promise<void>;
}

/** A hook in one training. Hooks form a chain: each sees the parameters that the ones before it give. */
export interface RunningHook {
  /**
   * Called after each update.
   * @param step updates so far, this one included.
   * @param parameters to be read before this returns.
   */
  afterUpdate(step: number, parameters: ReadParameters): Promise<void>;
  /** The parameters that training gives if it ends now; views. `parameters` is what the hooks before give. */
  result(parameters: ReadParameters): Promise<NamedValues>;
  /** Whether training ends now, before its last update. */
  stopped?(): boolean;
  /** Everything that it will do follows from this; views. */
  save(): Promise<HookState>;
  /** Go on from what `save` gave once. */
  restore(state: HookState): Promise<void>;
}

/** State that outlives a process: named arrays and finite numbers. */
export interface HookState {
  readonly values: NamedValues;
  readonly numbers: Readonly<Record<string, number>>;
}
