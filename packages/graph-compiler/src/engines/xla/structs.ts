import * as koffi from "koffi";

/** What a field holds: a number, a pointer, or memory of ours that it points at. */
export type Field = bigint | number | ArrayBufferView | Struct;

/** A struct of the interface: every field of those in use takes 8 bytes, of which a shorter type fills the first. */
export interface Struct {
  readonly words: BigUint64Array;
  /** What it points at. koffi keeps nothing whose address was taken, so the struct is held until its call is over. */
  readonly holds: readonly unknown[];
}

const WORD = 8;
/** Each struct begins with its size and its list of extensions. */
export const HEADER = 2;

/**
 * @param fields those after the header.
 * @param results fields at the end that the plugin writes.
 */
export function struct(fields: readonly Field[], results = 0): Struct {
  const words = new BigUint64Array(HEADER + fields.length + results);
  words[0] = BigInt(words.byteLength);
  words.set(fields.map(wordOf), HEADER);
  return { words, holds: fields };
}

function wordOf(field: Field): bigint {
  if (typeof field === "bigint") return BigInt.asUintN(64, field);
  if (typeof field === "number") return BigInt.asUintN(64, BigInt(field));
  return addressOf("words" in field ? field.words : field);
}

/** V8 keeps small arrays where it may move them, until someone asks for their buffer. */
const addressOf = (view: ArrayBufferView): bigint =>
  view.buffer.byteLength === 0 ? 0n : koffi.address(view.buffer) + BigInt(view.byteOffset);

/** A list of one list. */
export const listOf = (list: BigUint64Array): Struct => ({ words: BigUint64Array.of(addressOf(list)), holds: [list] });

/** The 8-byte words at a pointer. */
export const wordsAt = (pointer: bigint, count: number): readonly bigint[] =>
  (koffi.decode(pointer, koffi.array("uint64_t", count, "Array")) as readonly (bigint | number)[]).map(BigInt);

/** Text that the plugin owns. */
export const textAt = (pointer: bigint, length: bigint): string =>
  pointer === 0n || length === 0n ? "" : koffi.decode.string(pointer, Number(length));

/** A copy of bytes that the plugin owns. */
export const bytesAt = (pointer: bigint, length: bigint): Uint8Array =>
  new Uint8Array(koffi.view(pointer, Number(length))).slice();

/** Its first field is 32 bits wide: what stands behind it means nothing. */
export const int32Of = (word: bigint): number => Number(BigInt.asIntN(32, word));

/** What a plugin takes or tells by name; a bigint is an integer, a number a float. */
export type NamedValue = string | bigint | number | boolean;

/** PJRT_NamedValue_Type. */
const NAMED_TYPES = { string: 0, bigint: 1, bigints: 2, number: 3, boolean: 4 } as const;
const NAMED_WORDS = 7;

/** An array of PJRT_NamedValue. */
export function namedValues(values: Readonly<Record<string, NamedValue>>): Struct {
  const structs = Object.entries(values).map(([name, value]) => {
    const text = Buffer.from(name);
    const [field, size] = valueField(value);
    const type = NAMED_TYPES[typeof value as "string" | "bigint" | "number" | "boolean"];
    return struct([text, text.length, type, field, size]);
  });
  const words = new BigUint64Array(NAMED_WORDS * structs.length);
  for (const [index, one] of structs.entries()) words.set(one.words, NAMED_WORDS * index);
  return { words, holds: structs };
}

function valueField(value: NamedValue): readonly [field: Field, size: number] {
  if (typeof value === "string") {
    const text = Buffer.from(value);
    return [text, text.length];
  }
  if (typeof value === "number") return [new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0, 1];
  return [BigInt(value), 1];
}

/** Those of an array of PJRT_NamedValue that hold integers. */
export function integersAt(pointer: bigint, count: number): ReadonlyMap<string, readonly bigint[]> {
  const found = new Map<string, readonly bigint[]>();
  for (let index = 0; index < count; index++) {
    const words = wordsAt(pointer + BigInt(index * NAMED_WORDS * WORD), NAMED_WORDS);
    const [, , name = 0n, length = 0n, type = 0n, value = 0n, size = 0n] = words;
    const kind = int32Of(type);
    if (kind === NAMED_TYPES.bigint) found.set(textAt(name, length), [value]);
    if (kind === NAMED_TYPES.bigints) found.set(textAt(name, length), wordsAt(value, Number(size)));
  }
  return found;
}
