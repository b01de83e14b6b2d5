import { UserError } from "@dalmeum/contracts";
import { proxyFor } from "@dalmeum/network";

/** The code of a failed system call or connection, e.g. ECONNREFUSED: fetch tells it in the cause. */
export function systemCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
    // Where a name has several addresses, there is an error for each.
    if (at instanceof AggregateError && at.errors.length > 0) return systemCode(at.errors[0]);
  }
  return undefined;
}

/** What a failed call to the file system says; undefined for any other error. */
export function fileFailure(error: unknown): string | undefined {
  const code = systemCode(error);
  if (!(error instanceof Error) || code === undefined) return undefined;
  if (DISK_FULL.has(code)) return `${error.message}; make room`;
  return "syscall" in error && "path" in error ? error.message : undefined;
}

/** A write names no path. */
const DISK_FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** @param address that was asked. */
export function connectionFailure(code: string, address: string): string {
  return `no connection (${code})${throughProxy(address)}; is there a network, and is the address right?`;
}

/** Names the proxy, where there is one, or says that what the environment names is none. */
export function throughProxy(address: string): string {
  try {
    const proxy = proxyFor(address);
    return proxy === undefined ? "" : ` through the proxy ${proxy.name}, which the environment names`;
  } catch (error) {
    if (error instanceof UserError) return ` (${error.message})`;
    throw error;
  }
}
