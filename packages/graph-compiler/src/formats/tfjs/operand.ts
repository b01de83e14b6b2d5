import * as tf from "@tensorflow/tfjs-core";
import { type ElementType, sizeOf } from "../../graph/value.ts";
import type { FileInitializer } from "../onnx/decode-onnx.ts";

/** Entries that are known while the step runs: constants, and what is computed of shapes. */
export interface Numbers {
  readonly values: readonly number[];
  readonly shape: readonly number[];
  readonly dtype: ElementType;
}

/** What a value of the graph is while the step runs. */
export type Operand = tf.Tensor | Numbers;

export const isTensor = (operand: Operand): operand is tf.Tensor => operand instanceof tf.Tensor;

/** Shapes, axes and the like, which alone are int64. */
export const isSizes = (operand: Operand): operand is Numbers => !isTensor(operand) && operand.dtype === "int64";

/** tfjs has no int64: what is becomes a tensor only to be cast to int32. */
export function tensorOf(operand: Operand): tf.Tensor {
  if (isTensor(operand)) return operand;
  const { values, shape, dtype } = operand;
  return tf.tensor([...values], [...shape], dtype === "int64" ? "int32" : dtype);
}

const READERS = {
  float32: (view: DataView, place: number) => view.getFloat32(place * 4, true),
  int32: (view: DataView, place: number) => view.getInt32(place * 4, true),
  int64: (view: DataView, place: number) => Number(view.getBigInt64(place * 8, true)),
  bool: (view: DataView, place: number) => view.getUint8(place),
};

/** Entries as a file holds them, row-major and little-endian. */
export function numbersOf({ rawData, dims, dataType }: FileInitializer): Numbers {
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  const values = Array.from({ length: sizeOf(dims) }, (_, place) => READERS[dataType](view, place));
  return { values, shape: dims, dtype: dataType };
}
