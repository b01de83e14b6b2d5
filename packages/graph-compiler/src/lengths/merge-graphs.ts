import { type GraphNode, type Initializer, int, type OpenGraph } from "../graph/graph.ts";
import { onnx } from "../graph/operator.ts";
import { type Affine, affineThrough, isOpen, isSize, LengthError, type OpenShape } from "./affine.ts";

/**
 * One graph of several that were recorded at different lengths. They must be the same but for shapes, and for constants
 * that shapes are made of; those become arithmetic on the length, which the graph reads from an input's shape.
 * @param shapes of the inputs, by name.
 * @throws LengthError naming what else depends on the length.
 */
export function mergeGraphs(
  graphs: readonly [OpenGraph, ...OpenGraph[]],
  probes: readonly (readonly number[])[],
  shapes: Readonly<Record<string, OpenShape>>,
): OpenGraph {
  const [graph] = graphs;
  assertSameNodes(graphs);
  const kept: Initializer[] = [];
  const added: GraphNode[] = [];
  const arithmetic = sizeArithmetic(graph, shapes);
  const wildcards = new Map<string, string>();
  graph.initializers.forEach((initializer, index) => {
    const versions = graphs.map((each) => each.initializers[index]);
    if (versions.every((version) => version !== undefined && sameBytes(version.bytes, initializer.bytes))) {
      kept.push(initializer);
      return;
    }
    const lines = affineEntries(initializer, versions, probes);
    const onlyOne = lines.filter(isOpen).length === 1;
    const readers = graph.nodes.filter(({ inputs }) => inputs.includes(initializer.value.name));
    const reshapes = readers.filter(
      ({ operator, inputs }) => operator.type === "Reshape" && inputs[1] === initializer.value.name,
    );
    if (onlyOne && reshapes.length > 0) {
      // A Reshape finds its one open dimension itself, and leaves the others known to the runtime.
      const name = `${initializer.value.name}/open`;
      wildcards.set(initializer.value.name, name);
      kept.push(
        int64s(
          name,
          lines.map((line) => (isOpen(line) ? -1 : line.offset)),
        ),
      );
    }
    if (!onlyOne || readers.length > reshapes.length) {
      const { nodes, constants } = arithmetic(initializer.value.name, lines);
      added.push(...nodes);
      kept.push(...constants);
    }
  });
  const nodes = graph.nodes.map((node) => {
    const [data, target = ""] = node.inputs;
    const open = node.operator.type === "Reshape" ? wildcards.get(target) : undefined;
    return open === undefined || data === undefined ? node : { ...node, inputs: [data, open] };
  });
  const { inputs, outputs } = graph;
  return { inputs, outputs, nodes: [...added, ...nodes], initializers: kept };
}

function assertSameNodes(graphs: readonly OpenGraph[]): void {
  const described = graphs.map(({ nodes, inputs, outputs, initializers }) => [
    ...nodes.map((node) => JSON.stringify(node)),
    ...inputs.map(({ name, dtype }) => `${name} ${dtype}`),
    ...outputs.map(({ name, value }) => `${name} ${value.name} ${value.dtype}`),
    ...initializers.map(({ value }) => `${value.name} ${value.dtype} ${JSON.stringify(value.shape)}`),
  ]);
  const [first = []] = described;
  for (const other of described) {
    const at = first.findIndex((text, index) => text !== other[index]);
    if (at >= 0 || other.length !== first.length) {
      throw new LengthError(
        `steps of two lengths differ in more than shapes: ${first[at] ?? ""} and ${other[at] ?? ""}`,
      );
    }
  }
}

function affineEntries(
  { value }: Initializer,
  versions: readonly (Initializer | undefined)[],
  probes: readonly (readonly number[])[],
): readonly Affine[] {
  if (value.dtype !== "int64") throw new LengthError(`the ${value.dtype} constant ${value.name} depends on the length`);
  const arrays = versions.map((version) => (version ? Array.from(int64Values(version), Number) : []));
  return (arrays[0] ?? []).map((_, index) =>
    affineThrough(
      `${value.name}[${index}]`,
      arrays.map((array) => array[index] ?? NaN),
      probes,
    ),
  );
}

interface Arithmetic {
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly Initializer[];
}

/** Makes nodes that compute int64 values from the sizes, each of which some input's shape holds as it is. */
function sizeArithmetic(
  { inputs }: OpenGraph,
  shapes: Readonly<Record<string, OpenShape>>,
): (output: string, values: readonly Affine[]) => Arithmetic {
  const started = new Set<number>();
  /** The nodes that read a size, when it is first asked for. */
  const read = (size: number): Arithmetic => {
    const holdsSize = (dimension: number | Affine): boolean => typeof dimension !== "number" && isSize(dimension, size);
    const source = inputs.find(({ name }) => shapes[name]?.some(holdsSize));
    if (!source) throw new LengthError("no input has a size as a dimension");
    if (started.has(size)) return { nodes: [], constants: [] };
    started.add(size);
    const name = sizeName(size);
    const axis = shapes[source.name]?.findIndex(holdsSize) ?? -1;
    return {
      nodes: [
        node("Shape", [source.name], `${name}/shape`),
        node("Gather", [`${name}/shape`, `${name}/axis`], name, { axis: int(0) }),
      ],
      constants: [int64s(`${name}/axis`, [axis])],
    };
  };
  return (output, values) => {
    const offsets = `${output}/offsets`;
    const nodes: GraphNode[] = [];
    const constants = [
      int64s(
        offsets,
        values.map(({ offset }) => offset),
      ),
    ];
    const [{ slopes: sizes } = { slopes: [] }] = values;
    const used = sizes.map((_, size) => size).filter((size) => values.some(({ slopes }) => slopes[size] !== 0));
    let sum = offsets;
    for (const [index, size] of used.entries()) {
      const arithmetic = read(size);
      const [slopes, scaled] = [`${output}/slopes/${size}`, `${output}/scaled/${size}`];
      const next = index === used.length - 1 ? output : `${output}/sum/${size}`;
      const own = values.map((value) => value.slopes[size] ?? 0);
      nodes.push(...arithmetic.nodes, node("Mul", [sizeName(size), slopes], scaled), node("Add", [scaled, sum], next));
      constants.push(...arithmetic.constants, int64s(slopes, own));
      sum = next;
    }
    return { nodes, constants };
  };
}

const sizeName = (size: number): string => `size/${size}`;

const node = (
  type: "Add" | "Gather" | "Mul" | "Shape",
  inputs: readonly string[],
  output: string,
  attributes: GraphNode["attributes"] = {},
): GraphNode => ({ name: output, operator: onnx(type), inputs, outputs: [output], attributes });

function int64s(name: string, values: readonly number[]): Initializer {
  const array = BigInt64Array.from(values, BigInt);
  return { value: { name, shape: [values.length], dtype: "int64" }, bytes: new Uint8Array(array.buffer) };
}

const int64Values = ({ bytes }: Initializer): BigInt64Array =>
  new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
