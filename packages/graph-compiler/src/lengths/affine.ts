import type { Signature } from "@dalmeum/contracts";

/** slope * L + offset, L being the length. */
export interface Affine {
  readonly slope: number;
  readonly offset: number;
}

/** A shape; a dimension that depends on the length is affine in it. */
export type OpenShape = readonly (number | Affine)[];

export const valueAt = ({ slope, offset }: Affine, length: number): number => slope * length + offset;

/** Steps that no one graph can stand for, since they differ in more than shapes that are affine in the length. */
export class LengthError extends Error {
  override readonly name = "LengthError";
}

/**
 * The line through `values`, one for each of `lengths`; integers throughout.
 * @throws LengthError where they lie on none.
 */
export function lineThrough(what: string, values: readonly number[], lengths: readonly number[]): Affine {
  const [first = NaN, second = NaN] = values;
  const [at = NaN, next = NaN] = lengths;
  const slope = (second - first) / (next - at);
  const line = { slope, offset: first - slope * at };
  if (Number.isInteger(slope) && lengths.every((length, index) => valueAt(line, length) === values[index])) return line;
  throw new LengthError(
    `${what} is ${values.join(", ")} at lengths ${lengths.join(", ")}; expected slope * length + offset`,
  );
}

/**
 * Shapes by name, of signatures that differ in a length.
 * @throws LengthError where a dimension is not affine in it.
 */
export function openShapes(
  signatures: readonly Signature[],
  lengths: readonly number[],
): Readonly<Record<string, OpenShape>> {
  const [first = {}] = signatures;
  return Object.fromEntries(
    Object.entries(first).map(([name, { shape }]) => [
      name,
      shape.map((dimension, axis) => {
        const sizes = signatures.map((signature) => signature[name]?.shape[axis] ?? NaN);
        return sizes.every((size) => size === dimension)
          ? dimension
          : lineThrough(`dimension ${axis} of ${name}`, sizes, lengths);
      }),
    ]),
  );
}
