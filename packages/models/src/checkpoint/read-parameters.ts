import { type NamedValues, problemsError } from "@dalmeum/contracts";
import { bytesOf, float32Of, isFloat, openCheckpoint, type StoredTensor } from "@dalmeum/files";
import type { EncoderConfig } from "./encoder-config.ts";
import { q4RowBytes, unpackQ4 } from "./q4-0.ts";
import { wrapperPrefix } from "./wrapper-prefix.ts";

type Shape = readonly number[];

/** What a checkpoint must hold. */
export interface ReadParametersOptions {
  /** Shape of every parameter, by name. */
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly quantMethod: EncoderConfig["quantMethod"];
  /** From a tensor's name in the file to its parameter's; undefined for one that is left out on purpose. */
  readonly rename: (stored: string) => string | undefined;
}

/** Weights that are checked, and not read yet. */
export interface ReadParameters {
  /** Reads the parameters from disk, into fresh arrays at each call. */
  readonly parameters: () => NamedValues;
  /** What a team should know of them: a line each. */
  readonly notes: readonly string[];
}

/** A tensor of the checkpoint, and how problems call it. */
interface Named {
  readonly tensor: StoredTensor;
  readonly title: string;
}

/**
 * Open a checkpoint's weights and check them against the shapes its config asks for. Numbers become float32. A matrix
 * may be packed as Q4_0 (uint8 [rows, columns / 32 * 18]) where the config says `quant_method: q4_0`. A prefix of `wrapperPrefix` is left out.
 * @param folder of model.safetensors or whatever else `openCheckpoint` finds.
 * @throws UserError listing missing, misshapen and unknown tensors together.
 */
export function readParameters(folder: string, { shapes, quantMethod, rename }: ReadParametersOptions): ReadParameters {
  const { path, tensors } = openCheckpoint(folder);
  const prefix = wrapperPrefix(path, [...tensors.keys()]);
  const problems: string[] = [];
  const named = nameTensors(tensors, (stored) => rename(stored.slice(prefix.length)), problems);
  const read = new Map<string, { shape: Shape; values: () => Float32Array }>();
  for (const [name, shape] of Object.entries(shapes)) {
    const { tensor, title = name } = named.get(name) ?? {};
    const packed = quantMethod === "q4_0" ? packedShape(shape) : undefined;
    if (tensor === undefined) problems.push(`${title}: missing, expected ${describe("float", shape)}`);
    else if (isFloat(tensor.dtype) && isEqual(tensor.shape, shape)) {
      read.set(name, { shape, values: () => float32Of(tensor) });
    } else if (packed && tensor.dtype === "U8" && isEqual(tensor.shape, packed)) {
      read.set(name, { shape, values: () => unpackQ4(bytesOf(tensor)) });
    } else {
      const expected = [describe("float", shape), ...(packed ? [`${describe("U8", packed)} as q4_0`] : [])].join(
        " or ",
      );
      problems.push(`${title}: found ${describe(tensor.dtype, tensor.shape)}, expected ${expected}`);
    }
  }
  for (const [name, { title }] of named) {
    if (!Object.hasOwn(shapes, name)) problems.push(`${title}: unknown, no parameter of this encoder has that name`);
  }
  if (problems.length > 0) throw problemsError(path, problems);
  return {
    parameters: () =>
      Object.fromEntries([...read].map(([name, { shape, values }]) => [name, { shape, values: values() }])),
    notes: prefix === "" ? [] : [`${path}: the name of every tensor begins with "${prefix}", which is left out`],
  };
}

/** Tensors by their parameter's name. */
function nameTensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  rename: ReadParametersOptions["rename"],
  problems: string[],
): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>();
  for (const [stored, tensor] of tensors) {
    const name = rename(stored);
    if (name === undefined) continue;
    const title = name === stored ? name : `${stored} (${name})`;
    const other = named.get(name);
    if (other) problems.push(`${title}: found beside ${other.title}, expected one of them`);
    named.set(name, { tensor, title });
  }
  return named;
}

function packedShape([rows, columns, ...rest]: Shape): Shape | undefined {
  if (rows === undefined || columns === undefined || rest.length > 0) return undefined;
  const bytes = q4RowBytes(columns);
  return bytes === undefined ? undefined : [rows, bytes];
}

function isEqual(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

function describe(dtype: string, shape: Shape): string {
  return `${dtype} [${shape.join(", ")}]`;
}
