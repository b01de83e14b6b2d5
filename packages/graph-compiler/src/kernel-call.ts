import type { NamedTensorInfoMap } from "@tensorflow/tfjs-core";
import type { Value } from "./graph/value.ts";
import type { KernelCall } from "./kernels/kernel.ts";
import type { RecordingBackend } from "./recording-backend.ts";

/** Reads what tfjs passes to a kernel, checked by name. */
export function kernelCall(
  backend: RecordingBackend,
  kernelName: string,
  inputs: NamedTensorInfoMap,
  attributes: Readonly<Record<string, unknown>>,
): KernelCall {
  const expected = (name: string, what: string): Error =>
    new Error(`kernel ${kernelName}: expected ${what} for "${name}", found ${JSON.stringify(attributes[name])}`);
  const input = (name: string): Value => {
    const info = inputs[name];
    if (!info) throw new Error(`kernel ${kernelName}: input "${name}" is missing`);
    return backend.unwrap(info);
  };
  const numbers = (name: string): readonly number[] => {
    const value = attributes[name];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.map((entry) => {
      if (typeof entry !== "number") throw expected(name, "numbers");
      return entry;
    });
  };
  return {
    kernelName,
    input,
    inputList: () => Object.keys(inputs).map((name) => input(name)),
    number: (name) => {
      const value = attributes[name];
      if (typeof value !== "number") throw expected(name, "a number");
      return value;
    },
    numbers,
    axes: (name, rank) =>
      attributes[name] === undefined || attributes[name] === null
        ? Array.from({ length: rank }, (_, axis) => axis)
        : numbers(name).map((axis) => (axis < 0 ? rank + axis : axis)),
    flag: (name) => attributes[name] === true,
    attribute: (name) => attributes[name],
  };
}
