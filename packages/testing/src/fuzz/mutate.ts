import type { Rng } from "@dalmeum/contracts";

/** Ends of the ranges that lengths and offsets are held in. */
const NUMBERS = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
/** Mostly one: several seldom leave a file that is read further than its first fault. */
const CHANGES = [1, 1, 1, 1, 2, 4];
/** Copies of a word: a thousand levels of nesting, and more. */
const COPIES = [1, 1, 1, 2, 50, 5000];

/** What a file may be changed with. */
export interface Material {
  /** Whole files of the format. */
  readonly files: readonly Uint8Array[];
  /** Text that the format means something by. */
  readonly words: readonly string[];
}

/** One of the files with a few changes: bytes set, parts cut out, doubled or taken from another file, words put in. */
export function mutate({ files, words }: Material, rng: Rng): Uint8Array {
  const pick = <T>(from: readonly T[], otherwise: T): T => from[rng.integer(Math.max(1, from.length))] ?? otherwise;
  const empty = new Uint8Array();
  let bytes = pick(files, empty);
  /** Often at the begin or the end, where headers are. */
  const place = (within: Uint8Array): number => {
    const at = rng.integer((rng.integer(2) === 0 ? within.length : Math.min(within.length, 128)) + 1);
    return rng.integer(3) === 0 ? within.length - at : at;
  };
  /** Mostly short. */
  const part = (within: Uint8Array): [number, number] => {
    const at = place(within);
    return sorted(at, rng.integer(3) === 0 ? place(within) : Math.min(within.length, at + rng.integer(16)));
  };
  const partOf = (file: Uint8Array): Uint8Array => file.subarray(...part(file));
  const changes: readonly (() => Uint8Array)[] = [
    () => replaced(bytes, place(bytes), Uint8Array.of(rng.integer(256))),
    () => replaced(bytes, place(bytes), wordOf(pick(NUMBERS, 0), pick([1, 2, 4, 8], 1))),
    () => spliced(bytes, ...part(bytes), empty),
    () => bytes.subarray(0, place(bytes)),
    () => inserted(bytes, place(bytes), partOf(bytes)),
    () => inserted(bytes, place(bytes), partOf(pick(files, empty))),
    () => inserted(bytes, place(bytes), Buffer.from(pick(words, "").repeat(pick(COPIES, 1)))),
    () => exchanged(bytes, Buffer.from(pick(words, "")), Buffer.from(pick(words, ""))),
    () => digitsChanged(bytes, place(bytes), String(pick(NUMBERS, 0) * pick([1, -1, 0.1, 1e300], 1))),
  ];
  for (let count = pick(CHANGES, 1); count > 0; count--) bytes = pick(changes, () => bytes)();
  return bytes;
}

const sorted = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);

function spliced(bytes: Uint8Array, from: number, to: number, between: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)]);
}

const inserted = (bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array => spliced(bytes, at, at, part);

const replaced = (bytes: Uint8Array, at: number, by: Uint8Array): Uint8Array => spliced(bytes, at, at + by.length, by);

/** A number of so many bytes, the lowest first. */
function wordOf(value: number, length: number): Uint8Array {
  const word = Buffer.alloc(8);
  word.writeBigUInt64LE(BigInt(value));
  return word.subarray(0, length);
}

/** The first place where a word stands has another there. */
function exchanged(bytes: Uint8Array, word: Buffer, by: Buffer): Uint8Array {
  const at = Buffer.from(bytes).indexOf(word);
  return at < 0 ? inserted(bytes, 0, by) : spliced(bytes, at, at + word.length, by);
}

/** The first number in decimal digits after a place is another. */
function digitsChanged(bytes: Uint8Array, after: number, by: string): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  const digits = /\d+/gu;
  digits.lastIndex = after;
  const found = digits.exec(text);
  return found ? spliced(bytes, found.index, found.index + found[0].length, Buffer.from(by)) : bytes;
}
