/** Tensors on callers' arrays, by place. A training step has over a thousand, and most of them stay from run to run. */
export interface BoundArrays {
  /** @param place its number on its side of the graph. */
  bind(place: number, array: Float32Array | Int32Array, shape: readonly number[]): void;
  dispose(): void;
}

/** What a runtime does with a tensor on an array's own memory. */
export interface TensorUse<Tensor> {
  readonly wrap: (array: Float32Array | Int32Array, shape: readonly number[]) => Tensor;
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

export function createBoundArrays<Tensor>({ wrap, set, free }: TensorUse<Tensor>): BoundArrays {
  const places = new Map<number, readonly Bound<Tensor>[]>();
  return {
    bind: (place, array, shape) => {
      const bound = places.get(place) ?? [];
      const known = bound.find((one) => isOf(one, array, shape));
      if (known && known === bound[0]) return;
      const next = known ?? { array, shape, tensor: wrap(array, shape) };
      set(place, next.tensor);
      const all = [next, ...bound.filter((one) => one !== next)];
      places.set(place, all.slice(0, REMEMBERED));
      for (const { tensor } of all.slice(REMEMBERED)) free(tensor);
    },
    dispose: () => {
      for (const bound of places.values()) for (const { tensor } of bound) free(tensor);
      places.clear();
    },
  };
}

const isOf = <Tensor>(bound: Bound<Tensor>, array: Float32Array | Int32Array, shape: readonly number[]): boolean =>
  bound.array === array &&
  bound.shape.length === shape.length &&
  bound.shape.every((size, axis) => size === shape[axis]);
