import type { StateInput, TensorSpec } from "@dalmeum/contracts";
import { sizeOf } from "../../graph/value.ts";
import type { RecordedStep } from "../../record-step.ts";
import { reshape } from "./broadcasting.ts";
import type { FunctionBody } from "./function-body.ts";
import type { ParameterScope } from "./parameters.ts";
import { gather, scatter } from "./rows.ts";
import { type Operand, sameShape, typeText } from "./text.ts";

/** An input that comes out of the state, and whether an output goes back. */
export interface StateAccess {
  readonly name: string;
  readonly source: StateInput;
  readonly spec: TensorSpec;
  readonly isRead: boolean;
  readonly isWritten: boolean;
}

/**
 * The inputs out of the state that the step reads or writes.
 * @throws Error where one does not fit its array, or what numbers its rows or offset is no such input.
 */
export function stateAccesses({ graph, inputs, outputs, state }: RecordedStep): readonly StateAccess[] {
  const read = new Set(graph.inputs.map(({ name }) => name));
  const accesses = Object.entries(state).flatMap(([name, source]): StateAccess[] => {
    const spec = inputs[name];
    if (!spec) throw new Error(`the step has no input "${name}" that could come out of the state`);
    const isWritten = source.kind !== "window" && Object.hasOwn(outputs, name);
    return isWritten || read.has(name) ? [{ name, source, spec, isRead: read.has(name), isWritten }] : [];
  });
  const written = new Set<string>();
  for (const { name, source, spec, isWritten } of accesses) {
    assertFits(name, source, spec);
    const place = placeInput(source);
    if (place !== undefined) assertPlace(place, placeSpec(source, spec), inputs[place], Object.hasOwn(state, place));
    if (!isWritten) continue;
    const output = outputs[name];
    if (!output || typeText(output) !== typeText(spec)) {
      throw new Error(`output "${name}" goes back as ${typeText(spec)}, found ${output ? typeText(output) : "none"}`);
    }
    if (written.has(source.array.name)) throw new Error(`two outputs go back into "${source.array.name}"`);
    written.add(source.array.name);
  }
  return accesses;
}

/** The input that says which rows, or from where on. */
export function placeInput(source: StateInput): string | undefined {
  switch (source.kind) {
    case "whole":
      return undefined;
    case "rows":
      return source.rows;
    case "window":
      return source.offset;
  }
}

const placeSpec = (source: StateInput, { shape }: TensorSpec): TensorSpec => ({
  shape: source.kind === "rows" ? shape.slice(0, 1) : [],
  dtype: "int32",
});

function assertFits(name: string, source: StateInput, { shape, dtype }: TensorSpec): void {
  const from = source.array.shape;
  const fits = {
    whole: sameShape(shape, from),
    rows: from.length > 0 && shape.length > 0 && sameShape(shape.slice(1), from.slice(1)),
    window: from.length === 1 && sizeOf(shape) <= sizeOf(from),
  };
  if (dtype === "float32" && fits[source.kind]) return;
  throw new Error(
    `input "${name}": ${typeText({ shape, dtype })} is no ${source.kind} of the state's "${source.array.name}" [${from.join(", ")}]`,
  );
}

function assertPlace(name: string, expected: TensorSpec, found: TensorSpec | undefined, isState: boolean): void {
  if (found && !isState && typeText(found) === typeText(expected)) return;
  throw new Error(
    `input "${name}" says what is read of the state: expected ${typeText(expected)} from the host, ` +
      `found ${isState ? "one of the state" : found ? typeText(found) : "none"}`,
  );
}

/** What the step reads of an array. */
export function readState(body: FunctionBody, { source, spec }: StateAccess, scope: ParameterScope): Operand {
  const array = scope.array(source.array.name);
  switch (source.kind) {
    case "whole":
      return array;
    case "rows":
      return gather(body, array, scope.input(source.rows), 0);
    case "window": {
      const size = sizeOf(spec.shape);
      const window = { shape: [size], dtype: spec.dtype };
      const flat = body.apply("dynamic_slice", [array, scope.input(source.offset)], window, `, sizes = [${size}]`);
      return reshape(body, flat, spec.shape);
    }
  }
}

/** The array as it is after the step. */
export const writtenState = (
  body: FunctionBody,
  { source }: StateAccess,
  result: Operand,
  scope: ParameterScope,
): Operand =>
  source.kind === "rows" ? scatter(body, scope.array(source.array.name), scope.input(source.rows), result) : result;
