import crc32c from "crc-32/crc32c.js";

const HEADER = 12;
const FOOTER = 4;

/**
 * Data as TFRecord has it: its length as a little-endian uint64, the masked CRC-32C of that, the data, the masked CRC-32C of that
 * (tensorflow/core/lib/io/record_writer.h).
 */
export function frame(data: Uint8Array): Buffer {
  const framed = Buffer.alloc(HEADER + data.length + FOOTER);
  framed.writeBigUInt64LE(BigInt(data.length), 0);
  framed.writeUInt32LE(maskedCrc(framed.subarray(0, 8)), 8);
  framed.set(data, HEADER);
  framed.writeUInt32LE(maskedCrc(data), HEADER + data.length);
  return framed;
}

/** Records of a file. */
export interface Records {
  readonly data: readonly Uint8Array[];
  /** Bytes of whole records; behind them lies at most what a process that was killed had begun to write. */
  readonly bytes: number;
}

/** Undefined where the bytes are no records. */
export function unframe(file: Buffer): Records | undefined {
  const data: Uint8Array[] = [];
  let bytes = 0;
  while (file.length - bytes >= HEADER) {
    if (file.readUInt32LE(bytes + 8) !== maskedCrc(file.subarray(bytes, bytes + 8))) return undefined;
    const end = bytes + HEADER + Number(file.readBigUInt64LE(bytes));
    if (end + FOOTER > file.length) break;
    const record = file.subarray(bytes + HEADER, end);
    if (file.readUInt32LE(end) !== maskedCrc(record)) return undefined;
    data.push(record);
    bytes = end + FOOTER;
  }
  return { data, bytes };
}

/** ((crc >> 15) | (crc << 17)) + 0xa282ead8, modulo 2^32. */
function maskedCrc(data: Uint8Array): number {
  const crc = crc32c.buf(data);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
