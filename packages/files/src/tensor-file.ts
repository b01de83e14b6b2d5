import { readFileSync } from "node:fs";
import { problemsError, UserError } from "@dalmeum/contracts";
import { z } from "zod";

/** Element types that are read, with their size in bytes. */
const BYTES = { F32: 4, U8: 1 } as const;

/** The longest header read, as in the reference implementation (safetensors 0.8, MAX_HEADER_SIZE). */
const MAX_HEADER_BYTES = 100_000_000;
const LENGTH_BYTES = 8;

/** One tensor of a safetensors file. */
export interface StoredTensor {
  readonly dtype: keyof typeof BYTES;
  readonly shape: readonly number[];
  /** Little-endian, row-major; a view of the file's bytes. */
  readonly bytes: Uint8Array;
}

const size = z.int().min(0);
const storedSchema = z.object({ dtype: z.string(), shape: z.array(size), data_offsets: z.tuple([size, size]) });
const metadataSchema = z.record(z.string(), z.string());
const headerSchema = z.object({ __metadata__: metadataSchema.default({}) }).catchall(storedSchema);
type StoredHeader = z.infer<typeof storedSchema>;

/** A safetensors file in memory. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** Free text by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Read a safetensors file and check it: header, types, and that the tensors fill the rest of the file exactly.
 * Format: 8 bytes of header length, a JSON header, then the tensors. Offsets count from the end of the header.
 * @param advice what a person should do where the file is damaged.
 * @throws UserError listing every problem.
 */
export function readTensorFile(path: string, advice = "fetch it again"): TensorFile {
  const file = readBytes(path);
  const { header, metadata, data } = splitHeader(path, file, advice);
  const problems: string[] = [];
  const tensors = new Map<string, StoredTensor>();
  let position = 0;
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(header).toSorted(byOffsets)) {
    const [begin, end] = data_offsets;
    if (begin !== position) {
      problems.push(`${name}: starts at byte ${begin}, expected ${position}, where the one before ends`);
    }
    position = Math.max(begin, end);
    if (!isReadable(dtype)) {
      problems.push(`${name}: dtype ${dtype} is not supported; supported: ${Object.keys(BYTES).join(", ")}`);
      continue;
    }
    const expected = shape.reduce((product, length) => product * length, BYTES[dtype]);
    if (end - begin !== expected) {
      problems.push(`${name}: ${end - begin} bytes, expected ${expected} for ${dtype} [${shape.join(", ")}]`);
    }
    tensors.set(name, { dtype, shape, bytes: data.subarray(begin, end) });
  }
  if (position !== data.length) {
    const what = position > data.length ? "truncated" : "followed by bytes of no tensor";
    problems.push(`${data.length} bytes of tensors, expected ${position}: the file is ${what}; ${advice}`);
  }
  if (problems.length > 0) throw problemsError(path, problems);
  return { tensors, metadata };
}

/** By begin, and by end where an empty tensor begins with another. */
function byOffsets([, a]: [string, StoredHeader], [, b]: [string, StoredHeader]): number {
  return a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1];
}

function isReadable(dtype: string): dtype is keyof typeof BYTES {
  return Object.hasOwn(BYTES, dtype);
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UserError(`${path}: cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

interface SplitFile {
  readonly header: Readonly<Record<string, StoredHeader>>;
  readonly metadata: TensorFile["metadata"];
  readonly data: Buffer;
}

function splitHeader(path: string, file: Buffer, advice: string): SplitFile {
  const refuse = (found: string, cause?: unknown): UserError =>
    new UserError(`${path}: ${found}; it is truncated or not a safetensors file: ${advice}`, { cause });
  if (file.length < LENGTH_BYTES) throw refuse(`${file.length} bytes, expected at least ${LENGTH_BYTES}`);
  const length = file.readBigUInt64LE(0);
  const most = Math.min(MAX_HEADER_BYTES, file.length - LENGTH_BYTES);
  if (length > BigInt(most)) throw refuse(`header of ${String(length)} bytes, expected at most ${most}`);
  const end = LENGTH_BYTES + Number(length);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(file.subarray(LENGTH_BYTES, end)));
  } catch (cause) {
    throw refuse("header is not JSON in UTF-8", cause);
  }
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) {
    throw problemsError(
      path,
      parsed.error.issues.map((issue) => `header: ${issue.path.join(".")}: ${issue.message}`),
    );
  }
  const { __metadata__: metadata, ...header } = parsed.data;
  return { header, metadata, data: file.subarray(end) };
}
