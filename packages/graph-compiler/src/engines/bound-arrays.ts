/** Tensors on callers' arrays, by name. A training step has over a thousand, and most of them stay from run to run. */
export interface BoundArrays {
  /** @throws Error where the graph has no such name. */
  bind(name: string, array: Float32Array | Int32Array, shape: readonly number[]): void;
  dispose(): void;
}

/** What a runtime does with a tensor on an array's own memory. */
export interface TensorUse<Tensor> {
  readonly wrap: (array: Float32Array | Int32Array, shape: readonly number[]) => Tensor;
  /** @param place in the order of the names. */
  readonly set: (place: number, tensor: Tensor) => void;
  readonly free: (tensor: Tensor) => void;
}

interface Bound<Tensor> {
  /** Held, since the tensor lies on its memory. */
  readonly array: Float32Array | Int32Array;
  readonly shape: readonly number[];
  readonly tensor: Tensor;
}

/** Two arrays that change roles at every run are both remembered. */
const REMEMBERED = 2;

/** @param names of one side of a graph, in its order. */
export function createBoundArrays<Tensor>(
  names: readonly string[],
  { wrap, set, free }: TensorUse<Tensor>,
): BoundArrays {
  const places = new Map<string, { readonly place: number; bound: readonly Bound<Tensor>[] }>(
    names.map((name, place) => [name, { place, bound: [] }]),
  );
  return {
    bind: (name, array, shape) => {
      const entry = places.get(name);
      if (!entry) throw new Error(`the compiled graph has no "${name}"`);
      const { place, bound } = entry;
      const known = bound.find((one) => isOf(one, array, shape));
      if (known && known === bound[0]) return;
      const next = known ?? { array, shape, tensor: wrap(array, shape) };
      set(place, next.tensor);
      const all = [next, ...bound.filter((one) => one !== next)];
      entry.bound = all.slice(0, REMEMBERED);
      for (const { tensor } of all.slice(REMEMBERED)) free(tensor);
    },
    dispose: () => {
      for (const { bound } of places.values()) for (const { tensor } of bound) free(tensor);
      places.clear();
    },
  };
}

const isOf = <Tensor>(bound: Bound<Tensor>, array: Float32Array | Int32Array, shape: readonly number[]): boolean =>
  bound.array === array &&
  bound.shape.length === shape.length &&
  bound.shape.every((size, axis) => size === shape[axis]);
