import { problemsError, UserError } from "@dalmeum/contracts";
import { z } from "zod";
import { bytesAt, type OpenedFile, withFile } from "./opened-file.ts";
import { parseJson, sizesSchema, textsSchema } from "./parse-json.ts";
import { nameProblem, shown } from "./shown.ts";
import {
  type Dtype,
  DTYPE_BYTES,
  elementCount,
  MAX_DESCRIPTION_BYTES,
  piecesOf,
  type StoredTensor,
  type TensorFile,
} from "./stored-tensor.ts";

const LENGTH_BYTES = 8;

const size = z.int().min(0);
const storedSchema = z.object({ dtype: z.string(), shape: sizesSchema, data_offsets: z.tuple([size, size]) });
const headerSchema = z.object({ __metadata__: textsSchema.default({}) }).catchall(storedSchema);
type StoredHeader = z.infer<typeof storedSchema>;

/**
 * Open a safetensors file and check it: header, types, and that the tensors fill the rest of the file exactly.
 * Format: 8 bytes of header length, a JSON header, then the tensors. Offsets count from the end of the header.
 * @param advice what a person should do where the file is damaged.
 * @throws UserError listing every problem.
 */
export function openSafetensors(path: string, advice = "fetch it again"): TensorFile {
  return withFile(path, (file) => {
    const { header, metadata, dataBegin } = readHeader(file, advice);
    const dataBytes = file.size - dataBegin;
    const problems: string[] = [];
    const tensors = new Map<string, StoredTensor>();
    let position = 0;
    for (const [name, { dtype, shape, data_offsets }] of Object.entries(header).toSorted(byOffsets)) {
      const [begin, end] = data_offsets;
      const problem = nameProblem(name);
      if (problem !== undefined) problems.push(problem);
      if (begin !== position) {
        problems.push(`${name}: starts at byte ${begin}, expected ${position}, where the one before ends`);
      }
      position = Math.max(begin, end);
      if (!isReadable(dtype)) {
        problems.push(
          `${name}: dtype ${shown(dtype)} is not supported; supported: ${Object.keys(DTYPE_BYTES).join(", ")}`,
        );
        continue;
      }
      const expected = elementCount(shape) * DTYPE_BYTES[dtype];
      if (end - begin !== expected) {
        problems.push(`${name}: ${end - begin} bytes, expected ${expected} for ${dtype} [${shape.join(", ")}]`);
      }
      tensors.set(name, { dtype, shape, pieces: () => piecesOf(file, dataBegin + begin, dataBegin + end) });
    }
    if (position !== dataBytes) {
      const what = position > dataBytes ? "truncated" : "followed by bytes of no tensor";
      problems.push(`${dataBytes} bytes of tensors, expected ${position}: the file is ${what}; ${advice}`);
    }
    if (problems.length > 0) throw problemsError(path, problems);
    return { path, tensors, metadata };
  });
}

/** By begin, and by end where an empty tensor begins with another. */
function byOffsets([, a]: [string, StoredHeader], [, b]: [string, StoredHeader]): number {
  return a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1];
}

function isReadable(dtype: string): dtype is Dtype {
  return Object.hasOwn(DTYPE_BYTES, dtype);
}

interface Header {
  readonly header: Readonly<Record<string, StoredHeader>>;
  readonly metadata: TensorFile["metadata"];
  /** Where the header ends. */
  readonly dataBegin: number;
}

function readHeader(file: OpenedFile, advice: string): Header {
  const unlike = `it is truncated or not a safetensors file: ${advice}`;
  if (file.size < LENGTH_BYTES) {
    throw new UserError(`${file.path}: ${file.size} bytes, expected at least ${LENGTH_BYTES}; ${unlike}`);
  }
  const length = Buffer.from(bytesAt(file, 0, LENGTH_BYTES)).readBigUInt64LE();
  const most = Math.min(MAX_DESCRIPTION_BYTES, file.size - LENGTH_BYTES);
  if (length > BigInt(most)) {
    throw new UserError(`${file.path}: header of ${String(length)} bytes, expected at most ${most}; ${unlike}`);
  }
  const text = bytesAt(file, LENGTH_BYTES, Number(length));
  const { __metadata__: metadata, ...header } = parseJson(file.path, "header", text, headerSchema, unlike);
  return { header, metadata, dataBegin: LENGTH_BYTES + text.length };
}
