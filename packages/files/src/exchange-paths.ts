/** Of openat and its like: paths are absolute. */
const AT_FDCWD = -100;
const RENAME_EXCHANGE = 2;

/**
 * Put each of two paths in the other's place, in one step: whoever looks finds something at both. Node has no call for it.
 * @param a absolute, as `b`; both are there, on one file system.
 * @returns false, with nothing done, where the system or the file system cannot: it is Linux's renameat2.
 */
export async function exchangePaths(a: string, b: string): Promise<boolean> {
  if (process.platform !== "linux") return false;
  try {
    const { load } = await import("koffi");
    const rename = load(null).func("int renameat2(int, const char *, int, const char *, unsigned int)");
    return rename(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) === 0;
  } catch {
    // A C library without the call.
    return false;
  }
}
