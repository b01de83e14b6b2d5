import { type ElementType, sizeOf, type Value } from "./value.ts";

/** An ONNX attribute with its kind, since 1 may mean an integer or a float. */
export type Attribute =
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "ints"; readonly value: readonly number[] }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "string"; readonly value: string };

/** One ONNX operator application. */
export interface GraphNode {
  /** Where it comes from and its first output, e.g. "backward/BatchMatMul/#12": what a profile shows. */
  readonly name: string;
  readonly operator: Operator;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An ONNX operator; the empty domain is ONNX's own. */
export interface Operator {
  readonly type: string;
  readonly domain: "" | "com.microsoft";
}

/** A constant of the graph. */
export interface Initializer {
  readonly value: Value;
  readonly bytes: Uint8Array;
}

/** A finished graph: nodes in an order in which each comes after what it reads. */
export interface Graph {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly Initializer[];
}

export const int = (value: number): Attribute => ({ kind: "int", value });
export const ints = (value: readonly number[]): Attribute => ({ kind: "ints", value });
export const float = (value: number): Attribute => ({ kind: "float", value });

/** An operator of ONNX itself. */
export const onnx = (type: string): Operator => ({ type, domain: "" });
/** An operator of onnxruntime's contributed set, which OpenVINO understands too. */
export const contributed = (type: string): Operator => ({ type, domain: "com.microsoft" });

export type ShapeAndType = Pick<Value, "shape" | "dtype">;

const ARRAYS = {
  float32: (values: ArrayLike<number>) => Float32Array.from(values),
  int32: (values: ArrayLike<number>) => Int32Array.from(values),
  bool: (values: ArrayLike<number>) => Uint8Array.from(values),
  int64: (values: ArrayLike<number>) => BigInt64Array.from(Array.from(values), BigInt),
} as const;

/** Collects a graph. Equal small constants are stored once. */
export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly initializers: Initializer[] = [];
  readonly inputs: Value[] = [];
  /** Where the next nodes come from, for their names. */
  origin = "step";
  private readonly constants = new Map<string, Value>();
  private named = 0;

  /** @param name the name that feeds use; must not repeat. */
  input(name: string, spec: ShapeAndType): Value {
    if (this.inputs.some((other) => other.name === name)) throw new Error(`the step declares input "${name}" twice`);
    const value = { name, shape: [...spec.shape], dtype: spec.dtype };
    this.inputs.push(value);
    return value;
  }

  /** Apply an operator with one output. */
  node(
    operator: Operator,
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
    operator: Operator,
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

  /**
   * Close the graph under these output names. The producing node's output is renamed, since an Identity costs a copy
   * of every parameter; only a value that is an input, a constant or named already needs one.
   *
   * Runtimes compute depth first what an output needs: OpenVINO from the first output on, onnxruntime from the last node that
   * nothing reads. So outputs stand in the order in which they were recorded, and the nodes that nothing reads in the
   * opposite one. The gradient of a network's first layer is recorded last: were it computed first, all that the other
   * gradients need would wait in memory.
   */
  finish(outputs: Readonly<Record<string, Value>>): Graph {
    const produced = new Set(this.nodes.flatMap((node) => node.outputs));
    const renamed = new Map<string, string>();
    const results: Value[] = [];
    for (const [name, value] of Object.entries(outputs)) {
      if (produced.has(value.name) && !renamed.has(value.name)) {
        renamed.set(value.name, name);
        results.push({ ...value, name });
      } else {
        const copy = this.node(onnx("Identity"), [value], value);
        renamed.set(copy.name, name);
        results.push({ ...copy, name });
      }
    }
    const rename = (name: string): string => renamed.get(name) ?? name;
    const nodes = this.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    }));
    const positions = new Map(nodes.flatMap((node, index) => node.outputs.map((name) => [name, index] as const)));
    const positionOf = ({ name }: Value): number => positions.get(name) ?? -1;
    const outputsInOrder = results.toSorted((a, b) => positionOf(a) - positionOf(b));
    return withoutUnread({ inputs: this.inputs, outputs: outputsInOrder, nodes, initializers: this.initializers });
  }

  private fresh({ shape, dtype }: ShapeAndType): Value {
    return { name: `#${this.named++}`, shape: [...shape], dtype };
  }

  private push(
    operator: Operator,
    inputs: readonly Value[],
    outputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>>,
  ): void {
    const names = (values: readonly Value[]): string[] => values.map((value) => value.name);
    const name = `${this.origin}/${outputs[0]?.name ?? ""}`;
    this.nodes.push({ name, operator, inputs: names(inputs), outputs: names(outputs), attributes });
  }
}

/** What the outputs follow from, nodes that nothing reads last; runtimes differ in whether they keep the rest. */
function withoutUnread({ inputs, outputs, nodes, initializers }: Graph): Graph {
  const read = new Set(outputs.map(({ name }) => name));
  const kept: GraphNode[] = [];
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((name) => read.has(name))) continue;
    for (const name of node.inputs) read.add(name);
    kept.push(node);
  }
  const readByNodes = new Set(kept.flatMap((node) => node.inputs));
  const isLeaf = (node: GraphNode): boolean => !node.outputs.some((name) => readByNodes.has(name));
  return {
    inputs: inputs.filter(({ name }) => read.has(name)),
    outputs,
    nodes: [...kept.filter((node) => !isLeaf(node)).toReversed(), ...kept.filter(isLeaf)],
    initializers: initializers.filter(({ value }) => read.has(value.name)),
  };
}

function isUniform(values: ArrayLike<number>, first: number): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== first) return false;
  return true;
}
