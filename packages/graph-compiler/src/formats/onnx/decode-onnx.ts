import onnxProto from "onnx-proto";
import { z } from "zod";
import type { ElementType } from "../../graph/value.ts";

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;

const ELEMENT_TYPES = new Map<unknown, ElementType>([
  [DataType.FLOAT, "float32"],
  [DataType.INT32, "int32"],
  [DataType.INT64, "int64"],
  [DataType.BOOL, "bool"],
]);

/** One of the three is there; an empty list of integers may stand beside it. */
const attributeSchema = z
  .object({ name: z.string(), i: z.number().optional(), f: z.number().optional(), ints: z.array(z.number()) })
  .transform(({ name, i, f, ints }) => [name, i ?? f ?? ints] as const);

const nodeSchema = z.object({
  name: z.string(),
  opType: z.string(),
  input: z.array(z.string()),
  output: z.array(z.string()),
  attribute: z.array(attributeSchema).transform((entries) => new Map(entries)),
});

const initializerSchema = z.object({
  name: z.string(),
  dims: z.array(z.number()),
  dataType: z
    .unknown()
    .transform((type) => ELEMENT_TYPES.get(type))
    .refine((type) => type !== undefined, "expected float32, int32, int64 or bool"),
  rawData: z.instanceof(Uint8Array),
});

const modelSchema = z.object({
  graph: z.object({ node: z.array(nodeSchema), initializer: z.array(initializerSchema) }),
});

/** The graph of a file under ONNX's own names. Shapes are not told: they follow from those of the inputs. */
export type FileGraph = z.infer<typeof modelSchema>["graph"];
export type FileNode = FileGraph["node"][number];
export type FileInitializer = FileGraph["initializer"][number];

/**
 * The graph of an ONNX file as `encodeOnnx` writes them.
 * @throws Error where it is another file.
 */
export function decodeOnnx(file: Uint8Array): FileGraph {
  const model: unknown = onnx.ModelProto.toObject(onnx.ModelProto.decode(file), { longs: Number, arrays: true });
  return modelSchema.parse(model).graph;
}
