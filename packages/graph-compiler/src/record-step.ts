import type {
  DeclareInput,
  Signature,
  StateInput,
  StateStepDefinition,
  StepDefinition,
  TensorSpec,
} from "@dalmeum/contracts";
import type { Graph } from "./graph/graph.ts";
import type { Value } from "./graph/value.ts";
import { record } from "./record.ts";

/** Shapes and types of what goes in and comes out. */
export interface StepSignature {
  readonly inputs: Signature;
  readonly outputs: Signature;
}

/** A step as a graph. Its signature has what nothing reads too. */
export interface RecordedStep extends StepSignature {
  readonly graph: Graph;
  /** Inputs that come out of a state, by name: those of the definition and those that the step declared so. */
  readonly state: Readonly<Record<string, StateInput>>;
}

/**
 * Write a tfjs step down as a graph. The step runs once, on a backend that records kernels and computes nothing.
 * @throws Error naming a kernel that has no counterpart in the graph, or a tensor read back to JavaScript.
 */
export function recordStep({ step, inputs, state = {} }: StepDefinition & Partial<StateStepDefinition>): RecordedStep {
  return record(({ graph, input, valueOf }) => {
    const declared: Record<string, TensorSpec> = { ...inputs };
    const fromState: Record<string, StateInput> = { ...state };
    const declareInput: DeclareInput = (name, spec, source) => {
      declared[name] = spec;
      if (source) fromState[name] = source;
      return input(name, spec);
    };
    const given = Object.fromEntries(Object.entries(inputs).map(([name, spec]) => [name, input(name, spec)]));
    const results = Object.entries(step(given, declareInput)).map(([name, tensor]) => [name, valueOf(tensor)] as const);
    return {
      graph: graph.finish(Object.fromEntries(results)),
      inputs: declared,
      outputs: Object.fromEntries(results.map(([name, value]) => [name, specOf(name, value)])),
      state: fromState,
    };
  });
}

function specOf(name: string, { shape, dtype }: Value): TensorSpec {
  if (dtype === "float32" || dtype === "int32") return { shape, dtype };
  throw new Error(`output "${name}" is ${dtype}; cast it to float32 or int32`);
}
