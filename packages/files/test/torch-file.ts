import { writeFileSync } from "node:fs";
import { zipSync } from "fflate";

/** Pieces of a pickle in protocol 2, as text with one character a byte. */
const u32 = (value: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes.toString("latin1");
};
export const global = (module: string, name: string): string => `c${module}\n${name}\n`;
export const text = (content: string): string => `X${u32(Buffer.byteLength(content))}${content}`;
export const int = (value: number): string => `J${u32(value >>> 0)}`;
export const tuple = (...items: readonly string[]): string => `(${items.join("")}t`;
export const dict = (items: Readonly<Record<string, string>>): string =>
  `}(${Object.entries(items)
    .map(([name, value]) => text(name) + value)
    .join("")}u`;
export const pickle = (value: string): string => `\x80\x02${value}.`;

export interface StoragePickle {
  readonly type?: string;
  readonly key?: string;
  readonly elements?: string;
}
export const storage = ({ type = "FloatStorage", key = "0", elements = int(6) }: StoragePickle = {}): string =>
  `${tuple(text("storage"), global("torch", type), text(key), text("cpu"), elements)}Q`;

export interface TensorPickle {
  readonly base?: string;
  readonly offset?: string;
  readonly shape?: readonly number[];
  readonly strides?: readonly number[];
}
export const tensor = ({
  base = storage(),
  offset = int(0),
  shape = [2, 3],
  strides = [3, 1],
}: TensorPickle = {}): string => {
  const hooks = `${global("collections", "OrderedDict")})R`;
  const sizes = [shape, strides].map((lengths) => tuple(lengths.map(int).join("")));
  const parameters = tuple(base, offset, ...sizes, "\x89", hooks);
  return `${global("torch._utils", "_rebuild_tensor_v2")}${parameters}R`;
};

/** Write a file like torch.save's, of that pickle and one storage of six float32 numbers. */
export function writeTorch(path: string, data: string, others: Readonly<Record<string, Uint8Array>> = {}): void {
  const entries = {
    "archive/data.pkl": new Uint8Array(Buffer.from(data, "latin1")),
    "archive/data/0": new Uint8Array(Float32Array.of(0, 1, 2, 3, 4, 5).buffer),
    ...others,
  };
  writeFileSync(path, zipSync(entries, { level: 0 }));
}
