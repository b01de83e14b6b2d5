import type { OpenedFile } from "../opened-file.ts";
import { DTYPE_BYTES, elementCount, piecesOf } from "../stored-tensor.ts";
import { bytesOf } from "../tensor-values.ts";
import type { TensorView } from "./pickle-value.ts";

/** A view's bytes, row-major. One that lies otherwise in its storage, e.g. a transposed matrix, is one piece. */
export function* viewPieces(file: Pick<OpenedFile, "path" | "identity">, view: TensorView): Iterable<Uint8Array> {
  const { storage, offset, shape } = view;
  const width = DTYPE_BYTES[storage.dtype];
  const count = elementCount(shape);
  if (count === 0) return;
  const begin = storage.begin + offset * width;
  if (isRowMajor(view)) yield* piecesOf(file, begin, begin + count * width);
  else {
    const extent = viewExtent(view);
    const pieces = () => piecesOf(file, begin, begin + extent * width);
    yield gather(bytesOf({ dtype: storage.dtype, shape: [extent], pieces }), view, width);
  }
}

function isRowMajor({ shape, strides }: TensorView): boolean {
  let expected = 1;
  return shape.toReversed().every((length, fromLast) => {
    const fits = length === 1 || strides[shape.length - 1 - fromLast] === expected;
    expected *= length;
    return fits;
  });
}

function gather(lying: Uint8Array, { shape, strides }: TensorView, width: number): Uint8Array {
  const gathered = new Uint8Array(elementCount(shape) * width);
  let to = 0;
  const copy = (axis: number, from: number): void => {
    const length = shape[axis];
    if (length === undefined) {
      for (let byte = 0; byte < width; byte++) gathered[to++] = lying[from + byte] ?? 0;
      return;
    }
    const step = (strides[axis] ?? 0) * width;
    for (let index = 0; index < length; index++) copy(axis + 1, from + index * step);
  };
  copy(0, 0);
  return gathered;
}

/** Elements from a view's first to its last, both included. */
export function viewExtent({ shape, strides }: Pick<TensorView, "shape" | "strides">): number {
  if (elementCount(shape) === 0) return 0;
  return 1 + shape.reduce((sum, length, axis) => sum + (length - 1) * (strides[axis] ?? 0), 0);
}
