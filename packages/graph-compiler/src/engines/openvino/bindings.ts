import type { Handle, OpenvinoLibrary, Side } from "./library.ts";

/** Arrays bound to a request. A training step has over a thousand, and most of them stay from run to run. */
export interface Bindings {
  bind(side: Side, name: string, array: Float32Array | Int32Array, shape: readonly number[]): void;
  dispose(): void;
}

interface Bound {
  readonly array: Float32Array | Int32Array;
  readonly shape: readonly number[];
  readonly tensor: Handle;
}

/** Two arrays that change roles at every run are both remembered. */
const REMEMBERED = 2;

/** @param names of the request's inputs and outputs, in the graph's order. */
export function createBindings(
  library: OpenvinoLibrary,
  request: Handle,
  names: Readonly<Record<Side, readonly string[]>>,
): Bindings {
  const places = (side: Side): ReadonlyMap<string, { readonly index: number; bound: readonly Bound[] }> =>
    new Map(names[side].map((name, index) => [name, { index, bound: [] }]));
  const sides = { input: places("input"), output: places("output") };
  return {
    bind: (side, name, array, shape) => {
      const place = sides[side].get(name);
      if (!place) throw new Error(`the compiled graph has no ${side} "${name}"`);
      const [latest] = place.bound;
      if (latest && isOf(latest, array, shape)) return;
      const known = place.bound.find((bound) => isOf(bound, array, shape));
      const next = known ?? { array, shape, tensor: library.wrap(array, shape) };
      library.setTensor(request, side, place.index, next.tensor);
      const all = [next, ...place.bound.filter((bound) => bound !== next)];
      place.bound = all.slice(0, REMEMBERED);
      for (const { tensor } of all.slice(REMEMBERED)) library.free("tensor", tensor);
    },
    dispose: () => {
      for (const place of [...sides.input.values(), ...sides.output.values()]) {
        for (const { tensor } of place.bound) library.free("tensor", tensor);
      }
    },
  };
}

const isOf = (bound: Bound, array: Float32Array | Int32Array, shape: readonly number[]): boolean =>
  bound.array === array && bound.shape.every((size, axis) => size === shape[axis]);
