import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { UserError } from "@dalmeum/contracts";

/** A file that is open for reading. */
export interface OpenedFile {
  readonly path: string;
  readonly size: number;
  /** Another text where the file was replaced or written to. */
  readonly identity: string;
  /**
   * Fill `into` with the bytes from `position` on.
   * @throws UserError where the file ends before.
   */
  fill(position: number, into: Uint8Array): void;
  close(): void;
}

/**
 * Open a file for positioned reads.
 * @param identity what the file had when it was opened before.
 * @throws UserError where it is missing, no file, or no longer the one that was opened before.
 */
export function openFile(path: string, identity?: string): OpenedFile {
  const descriptor = attempt(path, () => {
    // A named pipe would be waited for.
    if (!statSync(path).isFile()) throw new Error("it is no file");
    return openSync(path, "r");
  });
  const { size, ino, mtimeMs } = fstatSync(descriptor);
  const found = `${ino} ${size} ${mtimeMs}`;
  const file: OpenedFile = {
    path,
    size,
    identity: found,
    fill: (position, into) => {
      let read = 0;
      while (read < into.length) {
        const count = attempt(path, () => readSync(descriptor, into, read, into.length - read, position + read));
        if (count === 0) throw new UserError(`${path}: ends at byte ${position + read}, expected more`);
        read += count;
      }
    },
    close: () => {
      closeSync(descriptor);
    },
  };
  if (identity !== undefined && identity !== found) {
    file.close();
    throw new UserError(`${path}: has changed since it was opened; start again`);
  }
  return file;
}

/** Open a file for as long as `use` runs. */
export function withFile<T>(path: string, use: (file: OpenedFile) => T): T {
  const file = openFile(path);
  try {
    return use(file);
  } finally {
    file.close();
  }
}

/**
 * Fresh bytes of an open file.
 * @throws UserError where the file holds fewer; nothing is allocated before.
 */
export function bytesAt(file: OpenedFile, position: number, length: number): Uint8Array {
  if (position + length > file.size) {
    throw new UserError(`${file.path}: ${file.size} bytes, expected at least ${position + length}`);
  }
  const bytes = new Uint8Array(length);
  file.fill(position, bytes);
  return bytes;
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw new UserError(`${path}: cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
