import { UserError } from "@dalmeum/contracts";
import { readBytes } from "./read-bytes.ts";

/**
 * The text of a UTF-8 file, without BOM, its lines ending in \n.
 * @throws UserError where the file is missing, empty or not UTF-8, naming the line of the first wrong byte.
 */
export function readText(path: string): string {
  const bytes = readBytes(path, "a UTF-8 text file");
  const text = decode(path, bytes).replaceAll("\r\n", "\n");
  if (text.trim() === "") throw new UserError(`${path}: found an empty file, expected a header and rows`);
  return text;
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const offset = firstInvalidByte(bytes);
    const line = bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length + 1;
    const byte = `0x${(bytes[offset] ?? 0).toString(16)}`;
    throw new UserError(
      `${path}:${line}: found byte ${byte} at offset ${offset}, which is not UTF-8; ` +
        "expected UTF-8. Save the file as UTF-8 (it may be CP949/EUC-KR).",
      { cause },
    );
  }
}

/** Where decoding stops matching the bytes: the last byte where the file ends inside a character. */
function firstInvalidByte(bytes: Buffer): number {
  const lenient = Buffer.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), "utf8");
  const offset = bytes.findIndex((byte, index) => byte !== lenient[index]);
  return offset < 0 ? bytes.length - 1 : offset;
}
