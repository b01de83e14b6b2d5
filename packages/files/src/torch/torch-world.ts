import { UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { sizesSchema } from "../parse-json.ts";
import { shown } from "../shown.ts";
import { type Dtype, DTYPE_BYTES, elementCount } from "../stored-tensor.ts";
import { isKind, kindOf, type PickleValue, type Storage, type TensorView } from "./pickle-value.ts";
import type { PickleWorld } from "./unpickle.ts";
import { viewExtent } from "./view-pieces.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** torch's storage classes. */
const STORAGES: ReadonlyMap<string, Dtype> = new Map([
  ["torch.FloatStorage", "F32"],
  ["torch.HalfStorage", "F16"],
  ["torch.BFloat16Storage", "BF16"],
  ["torch.DoubleStorage", "F64"],
  ["torch.LongStorage", "I64"],
  ["torch.IntStorage", "I32"],
  ["torch.ShortStorage", "I16"],
  ["torch.CharStorage", "I8"],
  ["torch.ByteStorage", "U8"],
  ["torch.BoolStorage", "BOOL"],
]);
const ORDERED_DICT = "collections.OrderedDict";
const REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
const REBUILD_PARAMETER = "torch._utils._rebuild_parameter";

const size = z.int().min(0);
const storage = z.custom<Storage>((value) => isKind(value, "storage"), "no storage");
const tensor = z.custom<TensorView>((value) => isKind(value, "tensor"), "no tensor");
const storageClass = z.object({ kind: z.literal("global"), name: z.string() });
const SCHEMAS = {
  /** What stands for a storage: the class, the entry's name, where it was (a device), and how many elements. */
  storageId: z.tuple([z.literal("storage"), storageClass, z.string(), z.string(), size]),
  /** Storage, offset, shape, strides, whether it needs gradients, hooks, and in some versions metadata. */
  rebuildTensor: z.tuple([storage, size, sizesSchema, sizesSchema, z.boolean()], z.unknown()),
  rebuildParameter: z.tuple([tensor, z.boolean()], z.unknown()),
  orderedDict: z.tuple([]),
};

/**
 * What a pickle of torch.save may name: ordered dicts, storages, and tensors as views of them.
 * @param entry finds a storage's bytes in the file.
 */
export function torchWorld(path: string, entry: (key: string) => ZipEntry | undefined): PickleWorld {
  const refuse = (found: string): UserError => new UserError(`${path}: ${found}; the file is damaged: fetch it again`);
  const parse = <T>(what: string, schema: z.ZodType<T>, value: unknown): T => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw refuse(`${what} with unexpected parameters: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  };
  return {
    globals: new Set([ORDERED_DICT, REBUILD_TENSOR, REBUILD_PARAMETER, ...STORAGES.keys()]),
    call: (name, parameters): PickleValue => {
      if (name === ORDERED_DICT) {
        parse(name, SCHEMAS.orderedDict, parameters);
        return new Map<string, PickleValue>();
      }
      if (name === REBUILD_PARAMETER) return parse(name, SCHEMAS.rebuildParameter, parameters)[0];
      if (name !== REBUILD_TENSOR) throw refuse(`a call of ${name}`);
      const [base, offset, shape, strides] = parse(name, SCHEMAS.rebuildTensor, parameters);
      const view: TensorView = { kind: "tensor", storage: base, offset, shape, strides };
      const problem = viewProblem(view);
      if (problem !== undefined) throw refuse(problem);
      return view;
    },
    persistent: (id): PickleValue => {
      const what = `a persistent id (${kindOf(id)})`;
      const [, { name }, key, , elements] = parse(what, SCHEMAS.storageId, id);
      const dtype = STORAGES.get(name);
      if (dtype === undefined) throw refuse(`${name} as a storage`);
      const found = entry(key);
      if (!found) throw refuse(`no zip entry for the storage ${shown(key)}`);
      const [bytes, expected] = [found.end - found.begin, elements * DTYPE_BYTES[dtype]];
      if (bytes !== expected) {
        throw refuse(`storage ${shown(key)}: ${bytes} bytes, expected ${expected} for ${elements} ${dtype}`);
      }
      return { kind: "storage", dtype, begin: found.begin, elements };
    },
  };
}

function viewProblem({ storage, offset, shape, strides }: TensorView): string | undefined {
  const what = `a tensor [${shape.slice(0, 8).join(", ")}]`;
  if (shape.length !== strides.length) return `${what} with ${strides.length} strides`;
  // A stride of 0 repeats elements: without this a small file could ask for any amount of memory.
  if (elementCount(shape) > storage.elements) return `${what} of a storage of ${storage.elements} elements`;
  return offset + viewExtent({ shape, strides }) > storage.elements
    ? `${what} past the end of a storage of ${storage.elements} elements`
    : undefined;
}
