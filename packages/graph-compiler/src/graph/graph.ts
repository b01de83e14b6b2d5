import { type FileOperator, type KernelOperator, onnx, type Operator } from "./operator.ts";
import { type ElementType, sizeOf, type Value } from "./value.ts";

/** An ONNX attribute with its kind, since 1 may mean an integer or a float. */
export type Attribute =
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "ints"; readonly value: readonly number[] }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string };

/** One ONNX operator application. */
export interface GraphNode<Type extends KernelOperator | FileOperator = KernelOperator | FileOperator> {
  /** Where it comes from and its first output, e.g. "backward/BatchMatMul/#12": what a profile shows. */
  readonly name: string;
  readonly operator: Operator<Type>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A constant of the graph. */
export interface Initializer {
  readonly value: Value;
  readonly bytes: Uint8Array;
}

/** A value that comes out under a name of its own. One value may have several, and an input may come out as it is. */
export interface GraphOutput {
  readonly name: string;
  readonly value: Value;
}

/** Nodes, each after what it reads, and what they follow from. */
export interface OpenGraph {
  readonly inputs: readonly Value[];
  readonly outputs: readonly GraphOutput[];
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly Initializer[];
}

/** A finished graph, in which every shape is known: that of each input, constant and node's output stands in `values`. */
export interface Graph extends OpenGraph {
  readonly nodes: readonly GraphNode<KernelOperator>[];
  readonly values: ReadonlyMap<string, Value>;
}

export const int = (value: number): Attribute => ({ kind: "int", value });
export const ints = (value: readonly number[]): Attribute => ({ kind: "ints", value });
export const float = (value: number): Attribute => ({ kind: "float", value });

export type ShapeAndType = Pick<Value, "shape" | "dtype">;

const ARRAYS = {
  float32: (values: ArrayLike<number>) => Float32Array.from(values),
  int32: (values: ArrayLike<number>) => Int32Array.from(values),
  bool: (values: ArrayLike<number>) => Uint8Array.from(values),
  int64: (values: ArrayLike<number>) => BigInt64Array.from(Array.from(values), BigInt),
} as const;

/** Collects a graph. Equal small constants are stored once. */
export class GraphBuilder {
  readonly nodes: GraphNode<KernelOperator>[] = [];
  readonly initializers: Initializer[] = [];
  readonly inputs: Value[] = [];
  /** Where the next nodes come from, for their names. */
  origin = "step";
  private readonly constants = new Map<string, Value>();
  private readonly values = new Map<string, Value>();
  private named = 0;

  /** @param name the name that feeds use; must not repeat. */
  input(name: string, spec: ShapeAndType): Value {
    if (this.inputs.some((other) => other.name === name)) throw new Error(`the step declares input "${name}" twice`);
    const value = this.known({ name, shape: [...spec.shape], dtype: spec.dtype });
    this.inputs.push(value);
    return value;
  }

  /** Apply an operator with one output. */
  node(
    operator: Operator<KernelOperator>,
    inputs: readonly Value[],
    output: ShapeAndType,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value {
    const value = this.fresh(output);
    this.push(operator, inputs, [value], attributes);
    return value;
  }

  /** Apply an operator with several outputs. */
  nodeWithOutputs(
    operator: Operator<KernelOperator>,
    inputs: readonly Value[],
    outputs: readonly ShapeAndType[],
    attributes: Readonly<Record<string, Attribute>>,
  ): readonly Value[] {
    const values = outputs.map((output) => this.fresh(output));
    this.push(operator, inputs, values, attributes);
    return values;
  }

  /** A constant. One that repeats a single value becomes an Expand of a scalar: megabytes of zeros stay bytes. */
  constant(values: ArrayLike<number>, shape: readonly number[], dtype: ElementType): Value {
    const [first] = Array.from({ length: Math.min(1, values.length) }, (_, index) => values[index]);
    if (first !== undefined && values.length > 1 && dtype !== "int64" && isUniform(values, first)) {
      return this.filled(first, shape, dtype);
    }
    const key = `${dtype}[${shape.join(",")}]${values.length <= 16 ? Array.from(values).join(",") : ""}`;
    const known = values.length <= 16 ? this.constants.get(key) : undefined;
    if (known) return known;
    const value = this.fresh({ shape, dtype });
    const array = ARRAYS[dtype](values);
    this.initializers.push({ value, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) });
    this.constants.set(key, value);
    return value;
  }

  scalar(value: number, dtype: ElementType): Value {
    return this.constant([value], [], dtype);
  }

  /** Shapes, axes and the like: int64 [n]. */
  indices(values: readonly number[]): Value {
    return this.constant(values, [values.length], "int64");
  }

  /** A tensor of one repeated value. */
  filled(value: number, shape: readonly number[], dtype: ElementType): Value {
    const scalar = this.scalar(value, dtype);
    return sizeOf(shape) === 1 && shape.length === 0
      ? scalar
      : this.node(onnx("Expand"), [scalar, this.indices(shape)], { shape, dtype });
  }

  /** Close the graph under these outputs; what none of them follows from is left out. */
  finish(outputs: Readonly<Record<string, Value>>): Graph {
    const named = Object.entries(outputs).map(([name, value]) => ({ name, value }));
    const read = new Set(named.map(({ value }) => value.name));
    const kept: GraphNode<KernelOperator>[] = [];
    for (const node of this.nodes.toReversed()) {
      if (!node.outputs.some((name) => read.has(name))) continue;
      for (const name of node.inputs) read.add(name);
      kept.push(node);
    }
    return {
      inputs: this.inputs.filter(({ name }) => read.has(name)),
      outputs: named,
      nodes: kept.toReversed(),
      initializers: this.initializers.filter(({ value }) => read.has(value.name)),
      values: this.values,
    };
  }

  private fresh({ shape, dtype }: ShapeAndType): Value {
    return this.known({ name: `#${this.named++}`, shape: [...shape], dtype });
  }

  private known(value: Value): Value {
    this.values.set(value.name, value);
    return value;
  }

  private push(
    operator: Operator<KernelOperator>,
    inputs: readonly Value[],
    outputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>>,
  ): void {
    const names = (values: readonly Value[]): string[] => values.map((value) => value.name);
    const name = `${this.origin}/${outputs[0]?.name ?? ""}`;
    this.nodes.push({ name, operator, inputs: names(inputs), outputs: names(outputs), attributes });
  }
}

function isUniform(values: ArrayLike<number>, first: number): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== first) return false;
  return true;
}
