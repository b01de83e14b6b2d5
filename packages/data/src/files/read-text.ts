import { UserError } from "@dalmeum/contracts";
import iconv from "iconv-lite";
import { isCp949 } from "./is-cp949.ts";
import { readBytes } from "./read-bytes.ts";

/** A file's text, and what a person should know of how it was read. */
export interface Text {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * The text of a UTF-8 file, without BOM, its lines ending in \n.
 * @throws UserError where the file is missing, empty or not UTF-8, naming the line of the first wrong byte.
 */
export function readText(path: string): string {
  const bytes = readBytes(path, "a UTF-8 text file");
  return linesOf(path, decodeUtf8(bytes) ?? refuse(path, bytes));
}

/**
 * As `readText`, but a file that is certainly CP949, which is what Excel saves in Korea, is read as that.
 * @throws UserError as `readText`.
 */
export function readKoreanText(path: string): Text {
  const bytes = readBytes(path, "a UTF-8 text file");
  const text = decodeUtf8(bytes);
  if (text !== undefined) return { text: linesOf(path, text), notes: [] };
  const korean = decodeCp949(bytes);
  const notes = ["found CP949 (EUC-KR), read as that; save it as UTF-8 where others read it too"];
  return { text: linesOf(path, korean ?? refuse(path, bytes)), notes };
}

function linesOf(path: string, text: string): string {
  const lines = text.replaceAll("\r\n", "\n");
  if (lines.trim() === "") throw new UserError(`${path}: found an empty file, expected a header and rows`);
  return lines;
}

/** Undefined where the bytes are not UTF-8, or where they are UTF-16, which may pass for it. */
function decodeUtf8(bytes: Buffer): string | undefined {
  if (isUtf16(bytes)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Not by Node's TextDecoder, which knows of CP949 the part that EUC-KR has: neither 똠 nor 펲. */
function decodeCp949(bytes: Buffer): string | undefined {
  const text = isCp949(bytes) ? iconv.decode(bytes, "cp949") : undefined;
  return text?.includes("\ufffd") ? undefined : text;
}

/** Whether a byte order mark says so, or one of the first two bytes is 0: each file here begins with an ASCII letter. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return false;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0;
}

function refuse(path: string, bytes: Buffer): never {
  if (isUtf16(bytes)) {
    throw new UserError(
      `${path}:1: found UTF-16, which Excel calls "Unicode text"; expected UTF-8. Save the file as CSV UTF-8.`,
    );
  }
  const offset = firstInvalidByte(bytes);
  const line = bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length + 1;
  const byte = `0x${(bytes[offset] ?? 0).toString(16)}`;
  throw new UserError(
    `${path}:${line}: found byte ${byte} at offset ${offset}, which is not UTF-8; ` +
      `expected UTF-8. Save the file as UTF-8 (it ${isCp949(bytes) ? "is" : "may be"} CP949/EUC-KR).`,
  );
}

/** Where decoding stops matching the bytes: the last byte where the file ends inside a character. */
function firstInvalidByte(bytes: Buffer): number {
  const lenient = Buffer.from(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), "utf8");
  const offset = bytes.findIndex((byte, index) => byte !== lenient[index]);
  return offset < 0 ? bytes.length - 1 : offset;
}
