import type { HostArrays, Signature, TensorSpec } from "@dalmeum/contracts";
import { sizeOf } from "../graph/value.ts";

/**
 * The arrays of a signature, checked.
 * @param role "input" or "output", for messages.
 */
export function arraysOf(
  signature: Signature,
  arrays: HostArrays,
  role: string,
): readonly (readonly [name: string, spec: TensorSpec, array: Float32Array | Int32Array])[] {
  return Object.entries(signature).map(([name, spec]) => {
    const array = arrays[name];
    if (!array) throw new Error(`${role} "${name}" is missing`);
    const expected = sizeOf(spec.shape);
    const dtype = array instanceof Float32Array ? "float32" : "int32";
    if (array.length !== expected || dtype !== spec.dtype) {
      throw new Error(
        `${role} "${name}": found ${dtype} with ${array.length} values, ` +
          `expected ${spec.dtype} [${spec.shape.join(", ")}] with ${expected}`,
      );
    }
    return [name, spec, array] as const;
  });
}
