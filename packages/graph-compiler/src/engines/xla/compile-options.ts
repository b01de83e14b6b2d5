/** How much a byte of a varint holds, and the mark of one that is not its last. */
const [VARINT_BITS, MORE] = [7, 0x80];
/** Wire types of protobuf. */
const [VARINT, BYTES] = [0, 2];

function varint(value: number): readonly number[] {
  return value < MORE ? [value] : [(value & (MORE - 1)) | MORE, ...varint(value >>> VARINT_BITS)];
}

const number = (field: number, value: number): readonly number[] => [
  ...varint((field << 3) | VARINT),
  ...varint(value),
];

const bytes = (field: number, content: Iterable<number>): readonly number[] => {
  const all = [...content];
  return [...varint((field << 3) | BYTES), ...varint(all.length), ...all];
};

const isTruth = (value: string): boolean => value === "true" || value === "false";

/**
 * One replica on one device, as CompileOptionsProto: executable_build_options (3) with num_replicas (4) and num_partitions (5),
 * without which plugins compile nothing; env_option_overrides (7), a map of OptionOverrideProto with string_field (1) or
 * bool_field (2).
 * @param flags XLA's, by name. XLA reads text as the flag's own type, but no "true".
 * @see xla/pjrt/proto/compile_options.proto of XLA at jaxlib 0.11.2
 */
export function compileOptions(flags: Readonly<Record<string, string>>): Uint8Array {
  const overrides = Object.entries(flags).map(([name, value]) => [
    ...bytes(1, Buffer.from(name)),
    ...bytes(2, isTruth(value) ? number(2, value === "true" ? 1 : 0) : bytes(1, Buffer.from(value))),
  ]);
  return Uint8Array.from([
    ...bytes(3, [...number(4, 1), ...number(5, 1)]),
    ...overrides.flatMap((override) => bytes(7, override)),
  ]);
}
