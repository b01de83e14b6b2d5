import { UserError } from "@dalmeum/contracts";
import { bytesAt, type OpenedFile } from "../opened-file.ts";
import { shown } from "../shown.ts";
import { MAX_DESCRIPTION_BYTES } from "../stored-tensor.ts";
import { type ByteReader, byteReader } from "./byte-reader.ts";

/** Where the bytes of an archive's entry lie in its file. */
export interface ZipEntry {
  readonly begin: number;
  readonly end: number;
}

interface ListedEntry {
  readonly name: string;
  readonly size: number;
  readonly headerBegin: number;
}

const SIGNATURES = { end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, listed: 0x02014b50, local: 0x04034b50 };
const END_BYTES = 22;
const END64_BYTES = 56;
const LOCATOR64_BYTES = 20;
const LOCAL_BYTES = 30;
const ZIP64_FIELD = 1;
const IN_ZIP64_FIELD = 0xffffffff;
const ENCRYPTED = 1;

/**
 * Read the directory of a zip archive whose entries are stored as they are, which is how torch.save writes them.
 * Compressed entries are refused, so that nothing is ever inflated. The npm libraries that read zip64 piece by piece
 * are asynchronous (yauzl 3, @zip.js/zip.js 2) and the synchronous ones take the whole archive into memory (fflate,
 * adm-zip), while models are loaded synchronously.
 * @throws UserError where the archive is damaged, compressed or encrypted, or names climb or entries overlap.
 * @see APPNOTE.TXT 6.3.10 of PKWARE, sections 4.3 and 4.5.
 */
export function readZipDirectory(file: OpenedFile): ReadonlyMap<string, ZipEntry> {
  const refuse = (found: string): UserError => new UserError(`${file.path}: ${found}; it is damaged: fetch it again`);
  const read = (position: number, length: number): ByteReader =>
    byteReader(bytesAt(file, position, length), () => refuse("the zip directory is truncated"));
  const { begin, bytes, entries: count } = findDirectory(file.size, read, refuse);
  if (bytes > MAX_DESCRIPTION_BYTES) {
    throw refuse(`a zip directory of ${bytes} bytes, expected at most ${MAX_DESCRIPTION_BYTES}`);
  }
  const directory = read(begin, bytes);
  const listed: ListedEntry[] = [];
  while (directory.left > 0) listed.push(readListedEntry(directory, refuse));
  if (listed.length !== count) throw refuse(`${listed.length} entries in the zip directory, expected ${count}`);

  const entries = new Map<string, ZipEntry>();
  let free = 0;
  for (const { name, size, headerBegin } of listed.toSorted((a, b) => a.headerBegin - b.headerBegin)) {
    if (entries.has(name)) throw refuse(`two zip entries named ${shown(name)}`);
    if (headerBegin < free) throw refuse(`the zip entry ${shown(name)} overlaps another`);
    if (headerBegin + LOCAL_BYTES > begin) throw refuse(`the zip entry ${shown(name)} begins past the data's end`);
    const entryBegin = headerBegin + localHeaderBytes(name, read(headerBegin, LOCAL_BYTES), refuse);
    free = entryBegin + size;
    if (free > begin) throw refuse(`the zip entry ${shown(name)} ends at byte ${free}, expected at most ${begin}`);
    entries.set(name, { begin: entryBegin, end: free });
  }
  return entries;
}

type Refuse = (found: string) => UserError;

/** The directory lies right before the records that end the file; comments, which torch.save writes none of, would too. */
function findDirectory(size: number, read: (position: number, length: number) => ByteReader, refuse: Refuse) {
  const endBegin = size - END_BYTES;
  const end = endBegin < 0 ? undefined : read(endBegin, END_BYTES);
  if (end?.u32() !== SIGNATURES.end) throw refuse("no end of a zip archive");
  end.take(6);
  let place = { entries: end.u16(), bytes: end.u32(), begin: end.u32() };
  let recordsBegin = endBegin;
  const locatorBegin = endBegin - LOCATOR64_BYTES;
  const locator = locatorBegin < 0 ? undefined : read(locatorBegin, LOCATOR64_BYTES);
  if (locator?.u32() === SIGNATURES.locator64) {
    recordsBegin = locatorBegin - END64_BYTES;
    locator.take(4);
    if (locator.u64() !== recordsBegin) throw refuse("the zip64 record is not where the archive says");
    const end64 = read(recordsBegin, END64_BYTES);
    if (end64.u32() !== SIGNATURES.end64) throw refuse("no end of a zip64 archive");
    end64.take(28);
    place = { entries: end64.u64(), bytes: end64.u64(), begin: end64.u64() };
  }
  if (place.begin + place.bytes !== recordsBegin) throw refuse("the zip directory is not where the archive says");
  return place;
}

function readListedEntry(directory: ByteReader, refuse: Refuse): ListedEntry {
  if (directory.u32() !== SIGNATURES.listed) throw refuse("no entry where the zip directory should have one");
  directory.take(4);
  const [flags, method] = [directory.u16(), directory.u16()];
  directory.take(8);
  const sizes = { stored: directory.u32(), size: directory.u32() };
  const lengths = { name: directory.u16(), extra: directory.u16(), comment: directory.u16() };
  directory.take(8);
  const shortBegin = directory.u32();
  const name = entryName(directory.take(lengths.name), refuse);
  const zip64 = zip64Field(directory.take(lengths.extra), refuse);
  directory.take(lengths.comment);
  const whole = (short: number): number => (short === IN_ZIP64_FIELD ? zip64().u64() : short);
  const [size, stored, headerBegin] = [whole(sizes.size), whole(sizes.stored), whole(shortBegin)];
  if ((flags & ENCRYPTED) !== 0) throw refuse(`the zip entry ${shown(name)} is encrypted`);
  if (method !== 0 || size !== stored) {
    throw refuse(`the zip entry ${shown(name)} is compressed, expected it stored as torch.save does`);
  }
  return { name, size, headerBegin };
}

/** Names are looked up, never written to; one that climbs still shows that torch.save did not write it. */
function entryName(bytes: Uint8Array, refuse: Refuse): string {
  const name = new TextDecoder().decode(bytes);
  const climbs = name.split("/").some((part) => ["", ".", ".."].includes(part));
  if (climbs || /[\\:\p{Cc}\ufffd]/u.test(name)) {
    throw refuse(`the zip entry ${shown(name)} has no plain name, expected e.g. archive/data/0`);
  }
  return name;
}

/** @returns the numbers too large for a directory entry, in the order in which they are asked for. */
function zip64Field(extra: Uint8Array, refuse: Refuse): () => ByteReader {
  const missing = (): UserError => refuse("a zip64 field is missing or truncated");
  const fields = byteReader(extra, missing);
  let found: ByteReader | undefined;
  while (fields.left >= 4) {
    const id = fields.u16();
    const field = fields.take(fields.u16());
    if (id === ZIP64_FIELD) found ??= byteReader(field, missing);
  }
  return () => {
    if (!found) throw missing();
    return found;
  };
}

/** Length of an entry's own header, which repeats the directory's and may be padded to align the data. */
function localHeaderBytes(name: string, local: ByteReader, refuse: Refuse): number {
  if (local.u32() !== SIGNATURES.local) throw refuse(`no header at the zip entry ${shown(name)}`);
  local.take(22);
  return LOCAL_BYTES + local.u16() + local.u16();
}
