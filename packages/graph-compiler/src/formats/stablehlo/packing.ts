import type { DataType, TensorSpec } from "@dalmeum/contracts";
import { sizeOf } from "../../graph/value.ts";
import { reshape } from "./broadcasting.ts";
import type { FunctionBody } from "./function-body.ts";
import type { PackedArrays, Place } from "./module.ts";
import type { Operand } from "./text.ts";

export type NamedSpec = readonly [name: string, spec: TensorSpec];

/** Where arrays lie end to end, those of a type together. */
export function packedArrays(specs: readonly NamedSpec[]): readonly PackedArrays[] {
  return (["float32", "int32"] satisfies DataType[]).flatMap((dtype): PackedArrays[] => {
    let size = 0;
    const places = specs
      .filter(([, spec]) => spec.dtype === dtype)
      .map(([name, spec]): Place => {
        const start = size;
        size += sizeOf(spec.shape);
        return { name, start, spec };
      });
    return places.length === 0 ? [] : [{ kind: "packed", dtype, size, places }];
  });
}

export function unpack(body: FunctionBody, packed: Operand, { start, spec }: Place): Operand {
  const size = sizeOf(spec.shape);
  const piece = { shape: [size], dtype: spec.dtype };
  return reshape(body, body.apply("slice", [packed], piece, ` [${start}:${start + size}]`), spec.shape);
}

export function pack(
  body: FunctionBody,
  { dtype, size, places }: PackedArrays,
  of: (name: string) => Operand,
): Operand {
  const flat = places.map(({ name, spec }) => reshape(body, of(name), [sizeOf(spec.shape)]));
  return body.apply("concatenate", flat, { shape: [size], dtype }, ", dim = 0");
}
