import * as tf from "@tensorflow/tfjs-core";
import { GraphBuilder } from "./graph/graph.ts";
import type { ElementType, Value } from "./graph/value.ts";
import { reshape } from "./kernels/shape.ts";

/** What stands behind a tensor while a step is recorded: values from JavaScript until a node reads them, then a graph value. */
interface Recorded {
  values?: tf.BackendValues;
  value?: Value;
  references: number;
}

/** A tfjs backend that computes nothing: each kernel call becomes nodes of a graph. */
export class RecordingBackend extends tf.KernelBackend {
  graph = new GraphBuilder();
  private data: tf.DataStorage<Recorded>;
  private created = 0;

  constructor() {
    super();
    this.data = new tf.DataStorage<Recorded>(this, tf.engine());
  }

  /** Start a graph of its own. */
  reset(): void {
    this.graph = new GraphBuilder();
    this.data = new tf.DataStorage<Recorded>(this, tf.engine());
  }

  wrap(value: Value): tf.TensorInfo {
    const dataId = { id: this.created++ };
    this.data.set(dataId, { value, references: 1 });
    if (value.dtype === "int64") throw new Error("int64 values stay inside the graph");
    return { dataId, shape: [...value.shape], dtype: value.dtype };
  }

  unwrap(info: tf.TensorInfo): Value {
    const recorded = this.data.get(info.dataId);
    // A tensor of one data id may be seen in several shapes; constants are written in the shape that is asked for.
    if (recorded.value) return reshape(this.graph, recorded.value, info.shape);
    if (!recorded.values) throw new Error("a tensor without values or a place in the graph");
    return this.graph.constant(numbersOf(recorded.values), info.shape, elementType(info.dtype));
  }

  override write(values: tf.BackendValues, _shape: number[], _dtype: tf.DataType): tf.DataId {
    const dataId = { id: this.created++ };
    this.data.set(dataId, { values, references: 1 });
    return dataId;
  }

  override move(
    dataId: tf.DataId,
    values: tf.BackendValues,
    _shape: number[],
    _dtype: tf.DataType,
    references: number,
  ): void {
    this.data.set(dataId, { values, references });
  }

  override readSync(dataId: tf.DataId): tf.BackendValues {
    const { values } = this.data.get(dataId);
    if (values) return values;
    throw new Error(
      "a step must not read a tensor back to JavaScript (dataSync, data, arraySync, print) while it is compiled",
    );
  }

  override read(dataId: tf.DataId): Promise<tf.BackendValues> {
    return Promise.resolve(this.readSync(dataId));
  }

  override numDataIds(): number {
    return this.data.numDataIds();
  }

  override refCount(dataId: tf.DataId): number {
    return this.data.has(dataId) ? this.data.get(dataId).references : 0;
  }

  override incRef(dataId: tf.DataId): void {
    this.data.get(dataId).references++;
  }

  decRef(dataId: tf.DataId): void {
    if (this.data.has(dataId)) this.data.get(dataId).references--;
  }

  override disposeData(dataId: tf.DataId, force = false): boolean {
    if (!this.data.has(dataId)) return true;
    const recorded = this.data.get(dataId);
    recorded.references--;
    if (!force && recorded.references > 0) return false;
    this.data.delete(dataId);
    return true;
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  override timerAvailable(): boolean {
    return false;
  }

  override dispose(): void {
    this.reset();
  }
}

const elementType = (dtype: tf.DataType): ElementType => {
  if (dtype === "float32" || dtype === "int32" || dtype === "bool") return dtype;
  throw new Error(`a ${dtype} tensor cannot be compiled; use float32, int32 or bool`);
};

function numbersOf(values: tf.BackendValues): ArrayLike<number> {
  if (values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array) return values;
  throw new Error("only numeric tensors can be compiled");
}
