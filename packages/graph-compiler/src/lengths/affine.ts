import type { Signature } from "@dalmeum/contracts";

/** Sum of slopes[i] * sizes[i], and an offset. */
export interface Affine {
  readonly slopes: readonly number[];
  readonly offset: number;
}

/** A shape; a dimension that depends on the sizes is affine in them. */
export type OpenShape = readonly (number | Affine)[];

export const valueAt = ({ slopes, offset }: Affine, sizes: readonly number[]): number =>
  slopes.reduce((sum, slope, index) => sum + slope * (sizes[index] ?? NaN), offset);

/** Whether it is one of the sizes as it is. */
export const isSize = ({ slopes, offset }: Affine, size: number): boolean =>
  offset === 0 && slopes.every((slope, index) => slope === Number(index === size));

export const isOpen = ({ slopes }: Affine): boolean => slopes.some((slope) => slope !== 0);

/** Steps that no one graph can stand for, since they differ in more than shapes that are affine in the sizes. */
export class LengthError extends Error {
  override readonly name = "LengthError";
}

/**
 * What is affine in the sizes and has these values, one for each of `probes`; integers throughout.
 * @param probes sizes: the first, then for each size one that differs from the first in that size alone, then further ones.
 * @throws LengthError where nothing is.
 */
export function affineThrough(what: string, values: readonly number[], probes: readonly (readonly number[])[]): Affine {
  const [[...base] = [], ...others] = probes;
  const [atBase = NaN] = values;
  const slopes = base.map(
    (size, index) => ((values[index + 1] ?? NaN) - atBase) / ((others[index]?.[index] ?? NaN) - size),
  );
  const affine = { slopes, offset: atBase - valueAt({ slopes, offset: 0 }, base) };
  if (slopes.every(Number.isInteger) && probes.every((sizes, index) => valueAt(affine, sizes) === values[index])) {
    return affine;
  }
  throw new LengthError(
    `${what} is ${values.join(", ")} at lengths ${probes.map((sizes) => sizes.join(" and ")).join(", ")}; ` +
      "expected slope * length + offset",
  );
}

/**
 * Shapes by name, of signatures that differ in sizes.
 * @throws LengthError where a dimension is not affine in them.
 */
export function openShapes(
  signatures: readonly Signature[],
  probes: readonly (readonly number[])[],
): Readonly<Record<string, OpenShape>> {
  const [first = {}] = signatures;
  return Object.fromEntries(
    Object.entries(first).map(([name, { shape }]) => [
      name,
      shape.map((dimension, axis) => {
        const sizes = signatures.map((signature) => signature[name]?.shape[axis] ?? NaN);
        return sizes.every((size) => size === dimension)
          ? dimension
          : affineThrough(`dimension ${axis} of ${name}`, sizes, probes);
      }),
    ]),
  );
}
