import { type NamedValues, problemsError } from "@dalmeum/contracts";
import { floatValues, readTensorFile, type StoredTensor } from "@dalmeum/files";
import type { EncoderConfig } from "./encoder-config.ts";
import { q4RowBytes, unpackQ4 } from "./q4-0.ts";

type Shape = readonly number[];

/**
 * Read a checkpoint's parameters and check them against the shapes its config asks for. A matrix may be packed as
 * Q4_0 (uint8 [rows, columns / 32 * 18]) where the config says `quant_method: q4_0`.
 * @param path of model.safetensors.
 * @param shapes of every parameter, by name.
 * @returns a function that unpacks the parameters into fresh arrays at each call.
 * @throws UserError listing missing, misshapen and unknown tensors together.
 */
export function readParameters(
  path: string,
  shapes: Readonly<Record<string, Shape>>,
  quantMethod: EncoderConfig["quantMethod"],
  rename: (stored: string) => string | undefined = (name) => name,
): () => NamedValues {
  const stored = new Map(
    [...readTensorFile(path).tensors].flatMap(([name, tensor]) => {
      const renamed = rename(name);
      return renamed === undefined ? [] : [[renamed, tensor] as const];
    }),
  );
  const problems: string[] = [];
  const unpack = new Map<string, { shape: Shape; values: () => Float32Array }>();
  for (const [name, shape] of Object.entries(shapes)) {
    const tensor = stored.get(name);
    const packed = quantMethod === "q4_0" ? packedShape(shape) : undefined;
    if (tensor === undefined) problems.push(`${name}: missing, expected ${describe("F32", shape)}`);
    else if (holds(tensor, "F32", shape)) unpack.set(name, { shape, values: () => floatValues(tensor.bytes) });
    else if (packed && holds(tensor, "U8", packed)) unpack.set(name, { shape, values: () => unpackQ4(tensor.bytes) });
    else {
      const expected = [describe("F32", shape), ...(packed ? [`${describe("U8", packed)} as q4_0`] : [])].join(" or ");
      problems.push(`${name}: found ${describe(tensor.dtype, tensor.shape)}, expected ${expected}`);
    }
  }
  for (const name of stored.keys()) {
    if (!Object.hasOwn(shapes, name)) problems.push(`${name}: unknown, no parameter of this encoder has that name`);
  }
  if (problems.length > 0) throw problemsError(path, problems);
  return () => Object.fromEntries([...unpack].map(([name, { shape, values }]) => [name, { shape, values: values() }]));
}

function packedShape([rows, columns, ...rest]: Shape): Shape | undefined {
  if (rows === undefined || columns === undefined || rest.length > 0) return undefined;
  const bytes = q4RowBytes(columns);
  return bytes === undefined ? undefined : [rows, bytes];
}

function holds(tensor: StoredTensor, dtype: StoredTensor["dtype"], shape: Shape): boolean {
  return tensor.dtype === dtype && describe(dtype, tensor.shape) === describe(dtype, shape);
}

function describe(dtype: string, shape: Shape): string {
  return `${dtype} [${shape.join(", ")}]`;
}
