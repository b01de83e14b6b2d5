/** What the system's errors mean to a person, and what to do: those that files and folders meet. */
const MEANINGS: Readonly<Record<string, readonly [what: string, cure: string]>> = {
  EACCES: ["this user may not do that there", "Name another place, or ask for the right to write there"],
  EDQUOT: ["this user's share of the disk is used up", "Make room"],
  EFBIG: ["the file would be larger than is allowed here (ulimit -f, or the disk's most)", "Make room"],
  EIO: ["the disk or the network behind it fails", "Look at it before more is lost"],
  EISDIR: ["it is a folder, expected a file", "Name a file"],
  EMFILE: ["this process has too many files open", "Raise the limit (ulimit -n)"],
  ENFILE: ["this machine has too many files open", "Close other programs"],
  ENAMETOOLONG: ["the name is too long", "Name a shorter one"],
  ENOENT: ["there is no such file or folder", "Look at the path; the folder may have been moved or removed"],
  ENOSPC: ["no room is left on the disk", "Make room"],
  ENOTDIR: ["a part of the path is a file, expected a folder", "Look at the path"],
  EPERM: ["the system does not allow it", "Name another place"],
  EROFS: ["the disk may only be read", "Name another place, or mount it so that it may be written"],
  ESTALE: ["the network's disk has lost it", "Mount it again"],
};

/**
 * What a failed call to the file system means to a person: where, what, and what to do; undefined for any other error. The code of
 * the system stands beside it.
 */
export function systemFailure(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error && "syscall" in error)) return undefined;
  const meaning = MEANINGS[String(error.code)];
  if (meaning === undefined) return undefined;
  const [what, cure] = meaning;
  // A write names no path.
  const where = "path" in error && typeof error.path === "string" ? `${error.path}: ` : "";
  return `${where}${what} (${String(error.code)}). ${cure}`;
}
